import Records
import Testing

@Suite struct RunNameTests {
    private func folder(_ image: String, _ settings: [String] = [], seed: Int = 0) -> String {
        RunName(experiment: "tiny", image: image, settings: settings, seed: seed, key: "002b6f0391ea").folder
    }

    @Test func imageAndCaseAreSaid() {
        #expect(folder("image_F16_512rgb", ["controlled"]) == "F16-controlled-seed0-002b6f0391ea")
        #expect(folder("leaves", seed: 7) == "leaves-seed7-002b6f0391ea")
        #expect(
            folder("Cameraman256", ["upsampler = {gaussian: {sigma: 0.5}}", "uncontrolled"])
                == "Cameraman-upsampler-gaussian-sigma-0.5-uncontrolled-seed0-002b6f0391ea")
        #expect(
            RunName(experiment: "tiny", image: "leaves", seed: 0, key: "1").path == "tiny/leaves-seed0-1")
    }

    /// Whatever images and settings are called, the name is one of a file that all systems take, and none is hidden.
    @Test func anyNameIsSafe() {
        #expect(folder("../../etc/passwd") == "etc-passwd-seed0-002b6f0391ea")
        #expect(folder(".hidden") == "hidden-seed0-002b6f0391ea")
        #expect(folder("$(rm -rf) `a`; 'b'\n") == "rm-rf-a-b-seed0-002b6f0391ea")
        #expect(folder("画像", ["λ = é"]) == "seed0-002b6f0391ea")
        #expect(folder("a", ["..."]) == "a-seed0-002b6f0391ea")
    }

    @Test func longNamesAreCutBetweenWords() {
        let words = [String](repeating: "value = 12", count: 40)
        let name = folder(String(repeating: "x", count: 300), words)
        #expect(name.count < 140 && name.hasSuffix("-value-12-seed0-002b6f0391ea"))
        #expect(name.hasPrefix(String(repeating: "x", count: 40) + "-value-12-"))
        // A cut after a dot or a dash leaves neither.
        #expect(
            folder(String(repeating: "x", count: 39) + ".y") == String(repeating: "x", count: 39)
                + "-seed0-002b6f0391ea")
    }

    @Test func aRunIsKnownByItsKey() {
        let name = RunName(experiment: "tiny", image: "a", seed: 0, key: "002b6f0391ea")
        #expect(name.fits("tiny/a-seed0-002b6f0391ea") && name.fits("tiny/other-words-seed1-002b6f0391ea"))
        #expect(name.fits("tiny-002b6f0391ea"))
        #expect(!name.fits("tiny/a-seed0-002b6f0391eb") && !name.fits("tiny-002b6f0391eb"))
        #expect(!name.fits("other/a-seed0-002b6f0391ea") && !name.fits("other-002b6f0391ea"))
    }
}
