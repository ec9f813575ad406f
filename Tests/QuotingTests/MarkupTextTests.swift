import Foundation
import Testing

@testable import Quoting

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

@Suite struct MarkdownTextTests {
    @Test func specialCharactersAreShown() {
        #expect(
            MarkdownText.escaped("a|b *c* <d> `e` \\ R&D & f\ng $h$")
                == "a\\|b \\*c\\* \\<d\\> \\`e\\` \\\\ R\\&D & f g \\$h\\$")
        #expect(MarkdownText.escaped("|\u{301}<\u{200d}") == "\\|\u{301}\\<\u{200d}")
    }

    @Test func linesBeginNothingElse() {
        #expect(
            ["- a", "+\u{301} a", "12. a", "1) a", "    code", "===", "1.5 dB", "Mean ± 2", "12", ""].map(
                MarkdownText.line)
                == ["\\- a", "\\+\u{301} a", "12\\. a", "1\\) a", "code", "\\===", "1.5 dB", "Mean ± 2", "12", ""])
    }

    @Test func nothingIsLeftToActOn() {
        for text in HostileText.all {
            var last: UInt8 = 0, isEscaped = false
            for byte in MarkdownText.escaped(text).utf8 {
                #expect(isEscaped || !"`*_[]<>|#~$".utf8.contains(byte) && byte >= 0x20, "\(text.debugDescription)")
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                last = byte
            }
            #expect(last != UInt8(ascii: "\\") || !isEscaped)
        }
    }

    /// As CommonMark reads it: code ends at as many backticks as it begins with, and a space is taken off both ends.
    @Test func codeIsShownAsItIs() {
        #expect(MarkdownText.code("dip table a --scale small") == "`dip table a --scale small`")
        #expect(MarkdownText.code("dip table 'a`b'") == "``dip table 'a`b'``")
        #expect(MarkdownText.code("`a``") == "``` `a`` ```" && MarkdownText.code(" a ") == "`  a  `")
        #expect(MarkdownText.code("a\nb") == "`a b`")
        for text in HostileText.all + ["`", "``", "a`", "`\u{301}a", " ", "-->", "<b>"] {
            let code = Array(MarkdownText.code(text).unicodeScalars), fence = code.prefix { $0 == "`" }.count
            let inner = code.dropFirst(fence).dropLast(fence)
            let isPadded = inner.first == " " && inner.last == " " && inner.contains { $0 != " " }
            let shown = isPadded ? inner.dropFirst().dropLast() : inner
            #expect(code.suffix(fence).allSatisfy { $0 == "`" }, "\(text.debugDescription)")
            #expect(inner.first != "`" && inner.last != "`", "\(text.debugDescription)")
            #expect(!inner.split { $0 != "`" }.map(\.count).contains(fence), "\(text.debugDescription)")
            #expect(Array(shown) == Array(OneLine.text(text).unicodeScalars), "\(text.debugDescription)")
        }
    }
}

@Suite struct LaTeXTextTests {
    @Test func specialCharactersAreShown() {
        #expect(
            LaTeXText.escaped("50% & a_b $1 #2 {x} ~ ^ \\ <y> λ")
                == "50\\% \\& a\\_b \\$1 \\#2 \\{x\\} \\textasciitilde{} \\textasciicircum{} "
                + "\\textbackslash{} $<$y$>$ $\\lambda$")
        #expect(LaTeXText.escaped("a|b \"c\"") == "a\\textbar{}b ''c''")
        #expect(LaTeXText.escaped("%\u{301}\\\u{200d}input") == "\\%\u{301}\\textbackslash{}\u{200d}input")
        #expect(LaTeXText.escaped(" [1em] *a") == " {[}1em] *a" && LaTeXText.escaped("*a") == "{*}a")
        #expect(LaTeXText.comment("a\n\\input{b}") == "% a \\input{b}")
    }

    /// Without the commands that stand for characters nothing is left that LaTeX would act on.
    @Test func nothingIsLeftToActOn() {
        let commands =
            [
                "\\textbackslash{}", "\\textasciitilde{}", "\\textasciicircum{}", "\\textasciigrave{}",
                "\\textbar{}", "$<$", "$>$", "{[}", "{*}",
            ]
            + "&%$#_{}".map { "\\\($0)" }
        for text in HostileText.all {
            var rest = Array(LaTeXText.escaped(text).utf8)[...], left: [UInt8] = []
            while let byte = rest.first {
                let command = commands.first { rest.starts(with: $0.utf8) }
                if command == nil { left.append(byte) }
                rest = rest.dropFirst(command?.utf8.count ?? 1)
            }
            #expect(!left.contains { $0 < 0x20 || "\\&%$#_{}~^`|\"".utf8.contains($0) }, "\(text.debugDescription)")
            #expect(!LaTeXText.comment(text).utf8.contains { $0 < 0x20 })
        }
    }

    @Test(.enabled(if: ScratchFolder.isInstalled("lualatex"), "LaTeX is not installed"))
    func latexSetsEveryText() throws {
        let folder = try ScratchFolder()
        let rows = HostileText.all.map { "\(LaTeXText.escaped($0)) & x \\\\\n\(LaTeXText.comment($0))\n" }.joined()
        try folder.write(
            "\\documentclass{article}\n\\usepackage{longtable}\n\\begin{document}\n\\begin{longtable}{ll}\n\(rows)\\end{longtable}\n"
                + "\\end{document}\n", to: "a.tex")
        let output = try folder.run("lualatex", "-halt-on-error", "-interaction=nonstopmode", "-shell-escape", "a.tex")
        #expect(output.status == 0)
        #expect(try !folder.names.contains("canary"))
    }
}
