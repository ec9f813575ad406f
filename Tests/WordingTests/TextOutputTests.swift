import Testing
import Wording

@Suite struct TextTableTests {
    @Test func cellsArePaddedToTheWidestOfTheirColumn() {
        #expect(TextColumns.lines([["a", "bcd", "e"], ["λμ", "", ""], ["f"]]) == ["a   bcd  e", "λμ", "f"])
        #expect(TextColumns.lines([]).isEmpty)
    }

    @Test func markdownHasARuleBelowItsHeader() {
        #expect(TextTable.lines([["a", "b"], ["1", "2"]], .markdown) == ["| a | b |", "| --- | --- |", "| 1 | 2 |"])
        #expect(TextTable.lines([], .markdown).isEmpty)
    }
}
