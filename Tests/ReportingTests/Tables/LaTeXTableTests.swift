import Foundation
import Reporting
import Testing

@Suite struct LaTeXTableTests {
    @Test func aTabularWithTheRulesOfBooktabs() {
        #expect(
            sampleTable().text(.latex) == """
                % Odd | title
                % Scale small
                % Made by: dip table odd.yaml --scale small
                % Needs \\usepackage{booktabs}.
                \\begin{tabular}{lrrrrl}
                \\toprule
                 &  & \\multicolumn{2}{c}{$\\lambda$ = 1} & &  \\\\
                \\cmidrule(lr){3-4}
                image & degraded & final & other & difference & verdict \\\\
                \\midrule
                leaves & $20.50$ & \\textbf{28.26} $\\pm$ 0.12 & $27.0$ & $+0.50$ & higher, by far \\\\
                fabric\\_2 & $20.12$ & $24.00$ & \\textbf{26.5} $\\pm$ 0.2 & $-0.50$ & -- \\\\
                \\midrule
                mean & $20.31$ & $26.13$ & \\textbf{26.8} & $0.00$ & -- \\\\
                \\bottomrule
                \\end{tabular}
                \\par\\smallskip{\\footnotesize A\\_note\\par}

                """)
    }

    @Test func aRuleSetsMeansOffOnBothSides() {
        var table = sampleTable()
        table.rows.append(table.rows[0])
        #expect(
            table.text(.latex).contains(
                "\\midrule\nmean & $20.31$ & $26.13$ & \\textbf{26.8} & $0.00$ & -- \\\\\n\\midrule\nleaves & "))
    }

    @Test func textIsShownAsItIs() {
        var table = sampleTable()
        table.rows = [.init(headings: ["50 % & {x}_^~\\#$<±†"], cells: table.rows[0].cells)]
        #expect(
            table.text(.latex).contains(
                "50 \\% \\& \\{x\\}\\_\\textasciicircum{}\\textasciitilde{}\\textbackslash{}\\#\\$$<$$\\pm$$\\dagger$ &"
            ))
    }

    @Test func marksKeepNoTextFromBeingEscaped() {
        let escaped = "\\&\u{301}\\textbackslash{}input\\{a\\} \\%\u{200d}"
        #expect(escapes(of: "&\u{301}\\input{a} %\u{200d}", as: escaped, .latex) == 5)
    }
}
