import Foundation
import Testing

@testable import Quoting

@Suite struct GnuplotTextTests {
    @Test func literalsKeepQuotesAndStayOnOneLine() {
        #expect(GnuplotText.literal("plain") == "'plain'")
        #expect(GnuplotText.literal("it's the bands' $x @y λ \\") == "'it''s the bands'' $x @y λ \\'")
        #expect(GnuplotText.literal("l'art, a' b") == "'l''art, a'' b'")
        #expect(GnuplotText.literal("a\nb\r\nc") == "'a b c'")
    }

    @Test func whatMightEndAStringIsWrittenByItsBytes() {
        #expect(GnuplotText.literal("x'\u{301} `touch a`") == "\"x\\047\\314\\201 \\140touch a\\140\"")
        #expect(GnuplotText.literal("'a") == "\"\\047a\"")
        #expect(GnuplotText.literal("`12 a") == "\"\\140\\061\\062 a\"")
        #expect(GnuplotText.path("a\nb") == "\"a\\012b\"")
    }

    @Test func commentsDoNotJoinTheNextLine() {
        #expect(GnuplotText.oneLine("dip plot a \\\n  b") == "dip plot a \\   b")
        #expect(GnuplotText.oneLine("ends in \\\\") == "ends in ")
    }

    @Test func pathsAreFiles() {
        #expect(GnuplotText.path("../Results/a b/curves.csv") == "'../Results/a b/curves.csv'")
        #expect(
            ["<a", "|a", "-a", "~a", "$a", "+", "@a"].map(GnuplotText.direct) == [
                "./<a", "./|a", "./-a", "./~a", "./$a", "./+", "./@a",
            ])
        #expect(["a", "/a", ".a", "_a", "é", ""].map(GnuplotText.direct) == ["a", "/a", ".a", "_a", "é", ""])
    }
}

@Suite(.enabled(if: ScratchFolder.isInstalled("gnuplot"), "gnuplot is not installed"))
struct GnuplotTextRunTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    /// Runs a script of gnuplot, which must say nothing.
    private func run(_ lines: [String]) throws {
        try folder.write(lines.joined(separator: "\n") + "\n", to: "a.gp")
        let output = try folder.run("gnuplot", "-d", "a.gp")
        #expect(output.status == 0 && output.error == "", "\(output.error.prefix(500))")
    }

    @Test func nothingIsReadAsACommandAndAllIsKept() throws {
        let texts = HostileText.all
        try run(
            ["x = \"1\\nsystem('touch canary')\"", "set print 'out'"]
                + texts.flatMap { text in
                    [
                        "# \(GnuplotText.oneLine(text))", "print \(GnuplotText.literal(text))",
                        "# \(GnuplotText.oneLine(text))",
                        "if (1) {", "# \(GnuplotText.oneLine(text))",
                        "set title \(GnuplotText.literal(text)) noenhanced", "}",
                        "print \(GnuplotText.label(text))",
                    ]
                })
        let expected = texts.flatMap { [OneLine.text($0), GnuplotText.plain(OneLine.text($0))] }
        let lines = String(decoding: try folder.data("out"), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        #expect(isSame(lines, expected + [""]))
        #expect(try folder.names == ["a.gp", "out"])
    }

    /// The picture is XML that holds each text as it is.
    @Test(.enabled(if: ScratchFolder.isInstalled("python3")))
    func picturesShowTheTextAsItIs() throws {
        let texts = HostileText.all
        try run(
            ["set terminal svg enhanced", "set encoding utf8", "set output 'a.svg'", "set key off"]
                + texts.enumerated().map { place, text in
                    "set label \(place + 1) \(GnuplotText.label(text)) at 0, 0"
                } + ["plot x", "set output"])
        try folder.write(
            """
            import json, xml.etree.ElementTree as tree
            texts = [''.join(text.itertext()) for text in tree.parse('a.svg').iter('{http://www.w3.org/2000/svg}text')]
            print(json.dumps(texts))

            """, to: "read.py")
        let output = try folder.run("python3", "read.py")
        #expect(output.status == 0, "\(output.error)")
        let shown = Set(try JSONDecoder().decode([String].self, from: output.out).map(Self.words))
        for text in texts { #expect(shown.contains(Self.words(OneLine.text(text))), "\(text.debugDescription)") }
        #expect(try !folder.names.contains("canary"))
    }

    /// Scalars without spaces, which pictures may set apart.
    private static func words(_ text: String) -> [UInt32] {
        text.unicodeScalars.map(\.value).filter { ![0x20, 0xa0].contains($0) }
    }

    @Test func pathsOpenTheFilesOfTheirNames() throws {
        let names = Set(HostileText.all + ["<touch canary;", "|touch canary;", "-", "+", "++", "~", "$x"])
            .filter {
                !$0.unicodeScalars.contains { ["/", "\0"].contains($0) } && $0.utf8.count < 250
                    && ![" ", "."].contains($0)
            }.sorted()
        for (place, name) in names.enumerated() { try folder.write("1 \(place)\n2 \(place)\n", to: name) }
        try run(
            ["set print 'out'"]
                + names.flatMap { name in
                    ["stats \(GnuplotText.path(name)) using 2 nooutput", "print sprintf('%d', STATS_max)"]
                })
        let lines = String(decoding: try folder.data("out"), as: UTF8.self).split(separator: "\n").map(String.init)
        let places: [String] = names.indices.map { String($0) }
        #expect(lines == places)
        #expect(try Set(folder.names) == Set(names + ["a.gp", "out"]))
    }

    @Test func outputIsWrittenToFilesOfTheirNames() throws {
        let names = ["|touch canary;", "'\u{301}`touch canary`", "~a", "a\nb"]
        try run(
            ["set terminal dumb"] + names.flatMap { ["set output \(GnuplotText.path($0))", "plot x", "set output"] })
        #expect(try folder.names == (names + ["a.gp"]).sorted())
    }
}
