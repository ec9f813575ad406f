import Foundation
@testable import Quoting
import Testing

@Suite struct HTMLTextTests {
    @Test func marksKeepNothingFromBeingEscaped() {
        #expect(HTMLText.escaped("<b>\u{301} & \"'") == "&lt;b&gt;\u{301} &amp; &quot;&#39;")
        #expect(HTMLText.escaped("a\u{0}\u{1b}\u{85}b\nc") == "a\u{fffd}\u{fffd}\u{fffd}b\nc")
    }

    @Test(.enabled(if: ScratchFolder.isInstalled("python3")))
    func aParserReadsTheTextInContentAndAttributes() throws {
        let folder = try ScratchFolder(), texts = HostileText.all
        let page = texts.map {
            "<p title=\"\(HTMLText.escaped($0))\" class='\(HTMLText.escaped($0))'>\(HTMLText.escaped($0))</p>"
        }.joined()
        try folder.write(page, to: "a.html")
        try folder.write(
            """
            import html.parser, json
            class Reader(html.parser.HTMLParser):
                found = []
                def handle_starttag(self, tag, attributes): self.found += [dict(attributes)['title'], dict(attributes)['class'], '']
                def handle_data(self, data): self.found[-1] += data
            reader = Reader()
            reader.feed(open('a.html', encoding='utf-8', newline='').read())
            reader.close()
            print(json.dumps(reader.found))

            """, to: "read.py")
        let output = try folder.run("python3", "read.py")
        #expect(output.status == 0, "\(output.error)")
        let expected = texts.flatMap { text in
            let shown = String(
                text.unicodeScalars.map { scalar in
                    let isKept = ["\n", "\t", "\u{2028}", "\u{2029}"].contains(scalar)
                    return OneLine.isControl(scalar) && !isKept ? "\u{fffd}" : scalar
                }.reduce(into: String.UnicodeScalarView()) { $0.append($1) })
            return [shown, shown, shown]
        }
        #expect(isSame(try JSONDecoder().decode([String].self, from: output.out), expected))
    }
}
