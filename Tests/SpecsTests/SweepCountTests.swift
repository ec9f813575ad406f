import SpecFixtures
import Testing
@testable import Specs

/// How many runs a spec may ask for; they are counted before any of them is made.
@Suite struct SweepCountTests {
    private func sweep(_ lengths: Int...) -> String {
        let keys = ["seed", "input_noise", "network.lipschitz", "record_every"]
        let axes = zip(keys, lengths).map { key, length in
            let values = (1...length).map { key == "input_noise" ? "\(Double($0) / 100_000)" : "\($0)" }
            return "\(key): [\(values.joined(separator: ", "))]"
        }
        return "images: [leaves]\nsweep: {\(axes.joined(separator: ", "))}\n"
    }

    @Test func tooManyAreRefusedAtOnce() {
        let clock = ContinuousClock()
        var sentence: String?
        let time = clock.measure { sentence = refusal(sweep(1000, 1000, 1000, 1000)) }
        let end = "the sweep asks for 1000 x 1000 x 1000 x 1000 runs; at most 100000 are allowed in one spec"
        #expect(
            sentence?.hasPrefix("spec.yaml:2:") == true && sentence?.hasSuffix(end) == true, "\(sentence ?? "accepted")"
        )
        #expect(time < .seconds(30))
    }

    @Test func imagesAndVariantsCount() throws {
        let variants = "variants: {" + (1...400).map { "v\($0): {}" }.joined(separator: ", ") + "}\n"
        let text = variants + "sweep: {seed: [" + (1...200).map(String.init).joined(separator: ", ") + "]}\n"
        let images = SyntheticNames.count
        #expect(
            refusal(text)?.hasSuffix(" asks for \(images) x 400 x 200 runs; at most 100000 are allowed in one spec")
                == true)
    }

    @Test func manyAreAllowed() throws {
        #expect(try experiment(sweep(20, 15, 10)).runs.count == 3000)
    }

    private enum SyntheticNames {
        static let count = (try? experiment("iterations: 1\n").runs.count) ?? 0
    }
}
