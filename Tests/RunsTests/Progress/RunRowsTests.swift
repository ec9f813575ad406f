import Testing

@testable import Runs

@Suite struct RunRowsTests {
    private func rows(_ labels: [String], reason: String = "never run") -> RunRows {
        var rows = RunRows()
        for label in labels {
            rows.append(["  missing", "0123456789ab"], label: label, rest: ["leaves 64 x 64", "-", reason])
        }
        return rows
    }

    private let labels = ["network.upsampler=nearest seed=0", "network.upsampler=bilinear seed=0"]

    @Test func columnsWhereThereIsRoom() {
        let wide = rows(labels).lines(width: nil)
        #expect(
            wide == [
                "  missing  0123456789ab  network.upsampler=nearest seed=0   leaves 64 x 64  -  never run",
                "  missing  0123456789ab  network.upsampler=bilinear seed=0  leaves 64 x 64  -  never run",
            ])
        #expect(rows(labels).lines(width: wide[1].count) == wide)
        #expect(RunRows().lines(width: 80).isEmpty)
    }

    /// A name that is longer than a line is broken behind a hyphen.
    @Test func longNamesAreBroken() {
        let name = "experiment/leaves-controlled-with-bilinear-seed0-0123456789ab"
        let lines = rows(labels, reason: "differs from \(name): seed 0 -> 1").lines(width: 40)
        #expect(lines.allSatisfy { $0.count <= 40 }, "\(lines)")
        #expect(lines.map { $0.trimmingPrefix(while: \.isWhitespace) }.joined().contains(name))
        #expect(lines.filter { $0.hasSuffix("-") }.count == 2)
    }

    /// First what all labels share goes, then their keys.
    @Test func labelsGetShorter() {
        #expect(
            rows(labels).lines(width: 81) == [
                "  missing  0123456789ab  network.upsampler=nearest   leaves 64 x 64  -  never run",
                "  missing  0123456789ab  network.upsampler=bilinear  leaves 64 x 64  -  never run",
            ])
        #expect(
            rows(labels).lines(width: 80) == [
                "  missing  0123456789ab  nearest   leaves 64 x 64  -  never run",
                "  missing  0123456789ab  bilinear  leaves 64 x 64  -  never run",
            ])
    }

    /// Nothing is lost but ends of labels: what does not fit has lines of its own.
    @Test(arguments: [40, 50, 62])
    func narrowTerminalsHaveSeveralLines(_ width: Int) {
        let reason = "goes on from small-0123456789ab at iteration 200 of 400; ignored: a/b/c.state: is damaged"
        let lines = rows(labels, reason: reason).lines(width: width)
        #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
        #expect(lines.count > 4 && lines.first?.hasPrefix("  missing  0123456789ab  ") == true)
        let words = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(words.contains("leaves 64 x 64") && words.contains(reason) && !words.contains(" - "))
        #expect(words.contains("nearest") && words.contains("bilinear"))
    }

    @Test func aSingleRunHasItsWholeLabel() {
        let lines = rows(["image=leaves"]).lines(width: 50)
        #expect(lines == ["  missing  0123456789ab  image=leaves", "      leaves 64 x 64  never run"])
    }
}

@Suite struct RunLabelsTests {
    private let labels = ["upsampler=nearest lipschitz=1 seed=0", "upsampler=bilinear lipschitz=1 seed=0"]

    @Test func areAsLongAsThereIsRoom() {
        #expect(RunLabels.distinct(labels, width: 80) == labels)
        #expect(RunLabels.distinct(labels, width: 60) == ["upsampler=nearest", "upsampler=bilinear"])
        #expect(RunLabels.distinct(labels, width: 20) == ["nearest", "bilinear"])
        #expect(RunLabels.distinct(labels, width: 10) == ["near…", "bili…"])
        #expect(RunLabels.distinct([labels[0]], width: 3) == [labels[0]])
    }
}
