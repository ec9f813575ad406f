@testable import dip
import Testing

@Suite struct TextColumnsTests {
    @Test func cellsArePaddedToTheWidestOfTheirColumn() {
        #expect(TextColumns.lines([["a", "bcd", "e"], ["λμ", "", ""], ["f"]]) == ["a   bcd  e", "λμ", "f"])
        #expect(TextColumns.lines([]).isEmpty)
    }
}
