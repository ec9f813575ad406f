import Foundation
@testable import Quoting
import Testing

@Suite struct LaTeXTextTests {
    @Test func specialCharactersAreShown() {
        #expect(
            LaTeXText.escaped("50% & a_b $1 #2 {x} ~ ^ \\ <y> λ")
                == "50\\% \\& a\\_b \\$1 \\#2 \\{x\\} \\textasciitilde{} \\textasciicircum{} "
                + "\\textbackslash{} $<$y$>$ $\\lambda$")
        #expect(LaTeXText.escaped("%\u{301}\\\u{200d}input") == "\\%\u{301}\\textbackslash{}\u{200d}input")
        #expect(LaTeXText.escaped(" [1em] *a") == " {[}1em] *a" && LaTeXText.escaped("*a") == "{*}a")
        #expect(LaTeXText.comment("a\n\\input{b}") == "% a \\input{b}")
    }

    /// Without the commands that stand for characters nothing is left that LaTeX would act on.
    @Test func nothingIsLeftToActOn() {
        let commands =
            [
                "\\textbackslash{}", "\\textasciitilde{}", "\\textasciicircum{}", "\\textasciigrave{}", "$<$", "$>$",
                "{[}", "{*}",
            ]
            + "&%$#_{}".map { "\\\($0)" }
        for text in HostileText.all {
            var rest = Array(LaTeXText.escaped(text).utf8)[...], left: [UInt8] = []
            while let byte = rest.first {
                let command = commands.first { rest.starts(with: $0.utf8) }
                if command == nil { left.append(byte) }
                rest = rest.dropFirst(command?.utf8.count ?? 1)
            }
            #expect(!left.contains { $0 < 0x20 || "\\&%$#_{}~^`".utf8.contains($0) }, "\(text.debugDescription)")
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
