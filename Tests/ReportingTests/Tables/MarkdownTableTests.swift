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

                Made by `dip table odd.yaml --scale small`.

                """)
    }

    /// The command is seen on the page and can be copied, whatever the spec's name holds.
    @Test func theCommandIsCode() {
        var table = sampleTable()
        table.command = "dip table 'a`b.yaml'"
        #expect(table.text(.markdown).hasSuffix("\n\nMade by ``dip table 'a`b.yaml'``.\n"))
        table.command = ""
        #expect(table.text(.markdown).hasSuffix("\n\nA\\_note\n"))
    }

    @Test func headingsTellWhichGroupTheyAreOf() {
        var table = sampleTable()
        table.columns[0].group = "x|y"
        #expect(table.text(.markdown).contains("x\\|y: degraded"))
    }

    @Test func marksKeepNoTextFromBeingEscaped() {
        let escaped = "\\|\u{301}\\<b\\>\u{200d}"
        #expect(escapes(of: "|\u{301}<b>\u{200d}", as: escaped, .markdown) == 6)
    }
}
