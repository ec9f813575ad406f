import Testing

@testable import Reporting

@Suite struct CompactSVGTests {
    private func path(_ data: String) -> String {
        CompactSVG("<path stroke='black'  d='\(data)'/>").text.replacing("<path stroke='black'  d='", with: "")
            .replacing("'/>", with: "")
    }

    @Test func linesAreRelativeInTenthsOfAPixel() {
        #expect(path("M10.04,20.00 L11.00,30.00 \n\tL10.46,29.00 L-3.00,29.00  ") == "M10 20l1 10-.5-1-13.5 0")
        #expect(path("M1.00,2.00 L3.00,2.00 M5.00,6.00 L5.00,4.00") == "M1 2l2 0M5 6l0-2", "several lines")
        #expect(path("M0,0 L10,0 L10,10 z") == "M0 0l10 0 0 10z")
    }

    @Test func textIsXML() {
        #expect(CompactSVG("<text>a]]>b</text>").text == "<text>a]]&gt;b</text>")
    }

    /// What rounding leaves out of one step, the next one makes up for.
    @Test func roundingDoesNotAddUp() {
        let points: [(x: Double, y: Double)] = (0...1000).map { ($0.isMultiple(of: 2) ? 0 : 5) }.enumerated().map {
            (Double($0) * 0.33, $1)
        }
        let data = "M" + points.map { "\($0.x),\($0.y)" }.joined(separator: " L")
        let short = path(data)
        let numbers = short.dropFirst().replacing("l", with: " ").replacing("-", with: " -").split(separator: " ")
            .compactMap { Double($0) }
        #expect(numbers.count == 2 * points.count)
        let end = stride(from: 0, to: numbers.count, by: 2).reduce(0.0) { $0 + numbers[$1] }
        #expect(abs(end - 330) < 0.051)
        #expect(short.utf8.count < data.utf8.count * 2 / 3)
    }

    @Test func whatAStraightLineShowsIsLeftOut() {
        let straight = (0...100).map { (x: Double($0), y: 2 * Double($0)) }
        #expect(CompactSVG.simplified(straight, within: 0.2).count == 2)
        var bent = straight
        bent[50].y += 1
        #expect(CompactSVG.simplified(bent, within: 0.2).map(\.x) == [0, 49, 50, 51, 100])
        let there = straight + straight.reversed()
        #expect(CompactSVG.simplified(there, within: 0.2).count == 3, "a line that comes back on itself keeps its tip")
    }

    /// Only as far as is needed, and never so far that it shows.
    @Test func aLargePictureLosesFurtherPoints() {
        let zigzag = (0..<100).map { "\($0 == 0 ? "M" : "L")\($0),\($0 % 2 == 0 ? 0 : [0.25, 0.35, 0.8][$0 / 2 % 3])" }
        let svg = "<path  d='\(zigzag.joined(separator: " "))'/>"
        func size(_ limit: Int) -> Int { CompactSVG(svg, limit: limit).text.utf8.count }
        let usual = size(100_000), less = size(usual - 1), least = size(less - 1)
        #expect(size(usual) == usual && usual > less && less > least && size(1) == least, "\(usual) \(less) \(least)")
    }

    @Test func everythingElseStays() {
        let other = "<text>M1,2 L3,4</text><path d='M-1,0 h2 M0,-1 v2'/><path d='M0,0 C1,1 2,2 3,3'/><rect d='M'/>"
        #expect(CompactSVG(other).text == other)
        #expect(CompactSVG("<g a='b'>\n</g>\n<g><text>x</text></g>").text == "<g><text>x</text></g>")
        #expect(CompactSVG("").text == "" && CompactSVG("<path d='M1,2").text == "<path d='M1,2")
    }
}
