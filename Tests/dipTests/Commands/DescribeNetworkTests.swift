import Foundation
import Testing

/// `dip describe network`: what a spec's network is made of.
@Suite struct DescribeNetworkTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func describe(_ spec: String, _ arguments: String...) async throws -> DipProgram.Output {
        try folder.write(spec, to: "spec.yaml")
        return try await DipProgram.start(["describe", "network", "spec.yaml"] + arguments, in: folder).end()
    }

    /// The published programs' counts (METHOD section 2).
    @Test(arguments: [
        ("{architecture: decoder}", "1,662,339"), ("{architecture: skip, preset: denoise}", "2,217,831"),
        ("{architecture: deep-decoder}", "100,224"),
    ])
    func publishedParameterCounts(_ network: String, _ count: String) async throws {
        let output = try await describe("network: \(network)", "--size", "512")
        #expect(output.status == 0 && output.error == "")
        #expect(output.out.contains("\n\(count) parameters\n"))
    }

    @Test func layersWithTheirFigures() async throws {
        let output = try await describe(
            "images: [leaves]\nsize: 64\nnetwork: {architecture: deep-decoder, depth: 1, width: 4}", "--threads", "1")
        let lines = output.out.split(separator: "\n").map(String.init)
        #expect(lines[0] == "deep-decoder")
        // Columns are two spaces apart at least; the input has no name, no parameters and no products.
        let cells = lines[1...3].map { $0.split(separator: #/ {2,}/#).map(String.init) }
        #expect(cells[0] == ["layer", "operation", "output", "parameters", "multiply-adds", "map"])
        #expect(cells[1] == ["input", "4 x 32 x 32", "16 KB"])
        #expect(cells[2] == ["stage1.conv", "convolution 1 x 1, no bias", "4 x 32 x 32", "16", "0.02 M", "16 KB"])
        #expect(lines[lines.count - 3] == "60 parameters")
        #expect(lines[lines.count - 2] == "0.13 M multiply-adds forward, 0.38 M per training step")
        #expect(lines.last?.contains(" of memory on 1 thread: maps ") == true)
    }

    @Test func jsonHasTheSameFigures() async throws {
        let output = try await describe(
            "images: [leaves]\nnetwork: {architecture: resnet, blocks: 1}", "network.width=4,8", "--size", "32",
            "--channels", "1", "--format", "json", "--threads", "2")
        #expect(output.status == 0)
        let found = try #require(try JSONSerialization.jsonObject(with: Data(output.out.utf8)) as? [[String: Any]])
        #expect(found.map { $0["run"] as? String } == ["network.width=4", "network.width=8"])
        let first = try #require(found.first)
        let layers = try #require(first["layers"] as? [[String: Any]])
        #expect(layers.last?["shape"] as? [Int] == [1, 32, 32])
        #expect(layers.reduce(0) { $0 + ($1["parameters"] as? Int ?? 0) } == first["parameters"] as? Int)
        #expect(layers.reduce(0) { $0 + ($1["multiply_adds"] as? Int ?? 0) } == first["multiply_adds"] as? Int)
        let memory = try #require(first["memory_bytes"] as? [String: Int])
        let parts: [Int] = ["maps", "parameters", "workers", "objective"].map { memory[$0] ?? 0 }
        let sum: Int = parts.reduce(0, +)
        #expect(memory["total"] == sum)
    }

    @Test func markdownIsATable() async throws {
        let output = try await describe(
            "network: {architecture: convnet, layers: 1}", "--size", "32", "--format", "markdown")
        #expect(
            output.out.hasPrefix(
                "convnet\n\n| layer | operation | output | parameters | multiply-adds | map |\n| --- |"))
    }

    @Test func wrongRequestsAreRefused() async throws {
        let size = try await describe("network: {architecture: unet}", "--size", "48")
        #expect(size.status == 2)
        #expect(
            size.error
                == "dip: spec.yaml: an image of 48 x 48 does not suit a unet that halves 5 times: both sides must be multiples of 32\n"
        )
        let channels = try await describe("{}", "--channels", "2")
        #expect(channels.status == 2 && channels.error.contains("--channels must be 1 or 3, not 2"))
        let missing = try await DipProgram.run("describe", "network", "nowhere.yaml", in: folder)
        #expect(missing.status == 2 && missing.error == "dip: nowhere.yaml: there is no such file\n")
    }

    /// A first look needs no spec.
    @Test func aNameAloneIsANetwork() async throws {
        let folder = try TestFolder()
        let output = try await DipProgram.run(
            "describe", "network", "skip", "network.preset=denoise", "--size", "64", "--format", "json", in: folder)
        #expect(output.status == 0 && output.out.contains("\"architecture\""), "\(output.error)")
        let wrong = try await DipProgram.run("describe", "network", "skp", in: folder)
        #expect(wrong.status == 2 && wrong.error == "dip: skp: there is no such file\n")
    }
}
