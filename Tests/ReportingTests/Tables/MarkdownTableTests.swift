import Foundation
import Reporting
import Testing

@Suite struct MarkdownTableTests {
    @Test func cellsAreAlignedAndEscapedAndTheBestIsBold() {
        #expect(
            sampleTable().text(.markdown) == """
                **Odd \\| title**  
                Scale small

                | image     | degraded |     λ = 1: final |   λ = 1: other | difference | verdict        |
                | --------- | -------: | ---------------: | -------------: | ---------: | -------------- |
                | leaves    |    20.50 | **28.26 ± 0.12** |           27.0 |      +0.50 | higher, by far |
                | fabric\\_2 |    20.12 |            24.00 | **26.5 ± 0.2** |      -0.50 | –              |
                | *mean*    |    20.31 |            26.13 |       **26.8** |       0.00 | –              |

                A\\_note

                <!-- Made by: dip table odd.yaml --scale small -->

                """)
    }

    @Test func headingsTellWhichGroupTheyAreOf() {
        var table = sampleTable()
        table.columns[0].group = "x|y"
        #expect(table.text(.markdown).contains("x\\|y: degraded"))
    }

    @Test func marksKeepNoTextFromBeingEscaped() {
        var table = sampleTable()
        let text = "|\u{301}<b>\u{200d}", escaped = "\\|\u{301}\\<b\\>\u{200d}"
        (table.title, table.notes, table.rows[0].headings, table.columns[0].heading) = (text, [text], [text], text)
        table.rows[0].cells[4] = .init(.text(text), mark: text)
        (table.caption, table.command) = ("a\n%--->", "a\n%--->")
        let lines = table.text(.markdown).split(separator: "\n")
        #expect(lines.joined().components(separatedBy: escaped).count == 1 + 6)
        #expect(!lines.contains { $0.hasPrefix("%-") } && !lines.joined().contains("- -->"))
    }
}
