import SpecFixtures
import Specs
import Testing
@testable import Runs

@Suite struct SettingsDifferenceTests {
    private func changes(_ before: String, _ now: String) throws -> [String] {
        func node(_ text: String) throws -> SpecNode {
            let spec = try onlyRun(text).resolved
            return try SpecDocument.parse(spec) {
                .position(file: "spec", line: $0, column: $1)
            } whole: {
                .file("spec")
            }
        }
        return try SettingsDifference(from: node(before), to: node(now)).changes.map(\.description)
    }

    @Test(arguments: [
        ("iterations: 3", "iterations: 4", ["iterations 3 -> 4"]),
        ("seed: 1\nrecord_every: 5", "record_every: 2\nseed: 2", ["seed 1 -> 2", "record_every 5 -> 2"]),
        ("task: {denoise: {sigma: 25}}", "task: {denoise: {sigma: 50}}", ["task.denoise.sigma 25 -> 50"]),
        (
            "task: {denoise: {sigma: 25}}", "task: {inpaint: {bernoulli: 0.5}}",
            ["task {denoise: {sigma: 25}} -> {inpaint: {bernoulli: 0.5}}"]
        ),
        (
            "network: {lipschitz: 1}", "network: {lipschitz: 2, upsampler: nearest}",
            ["network.upsampler bilinear -> nearest", "network.lipschitz 1 -> 2"]
        ),
        (
            "network: {upsampler: {gaussian: {sigma: 0.5}}}", "network: {upsampler: {gaussian: {sigma: 1}}}",
            ["network.upsampler.gaussian.sigma 0.5 -> 1"]
        ),
        ("images: [leaves]", "images: [fabric]", ["images [leaves] -> [fabric]"]),
        ("fbc: {bands: 5}", "fbc: {bands: 6}", ["fbc.bands 5 -> 6"]),
        ("title: One", "title: Another", []),
        ("seed: 1   # one", "seed: 1", []),
    ])
    func namesTheKeys(before: String, now: String, expected: [String]) throws {
        #expect(try changes(prefix(before) + before, prefix(now) + now) == expected)
    }

    private func prefix(_ text: String) -> String { text.contains("images") ? "" : "images: [leaves]\n" }

    @Test func aKeyThatOneSpecDoesNotName() throws {
        let decoder = "images: [leaves]\n", skip = "images: [leaves]\nnetwork: {architecture: skip}\n"
        let found = try changes(decoder, skip)
        #expect(found.contains("network.architecture decoder -> skip"))
        #expect(found.contains { $0.hasSuffix("-> unset") } && found.contains { $0.contains(" unset -> ") })
    }

    @Test func theFolderOfAFileMakesNoDifference() throws {
        func node(_ folder: String, _ name: String) -> SpecNode {
            let text = "dataset: {files: [\"\(folder)/\(name)\"]}\ntask: {inpaint: {mask: \"\(folder)/hole.png\"}}\n"
            return try! SpecDocument.parse(text) {
                .position(file: "spec", line: $0, column: $1)
            } whole: {
                .file("spec")
            }
        }
        #expect(SettingsDifference(from: node("/a", "x.png"), to: node("/b", "x.png")).changes.isEmpty)
        #expect(
            SettingsDifference(from: node("/a", "x.png"), to: node("/a", "y.png")).changes.map(\.description)
                == ["dataset.files [x.png] -> [y.png]"])
    }
}
