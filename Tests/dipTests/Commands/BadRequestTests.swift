import Foundation
import Imaging
import Testing

/// Wrong requests are refused with one sentence and status 2, and leave nothing behind.
@Suite struct BadRequestTests {
    /// A spec, what is said of it, and further arguments.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var spec = TinySpec.settings
        var arguments: [String] = []
        let sentence: String
    }

    private static func photo(_ name: String) -> String {
        TinySpec.settings.replacing(
            "dataset: synthetic\nimages: [leaves]\nsize: 64\n", with: "dataset: {files: [\(name)]}\n")
    }

    private static let cases = [
        Case(
            testDescription: "missing image", spec: photo("none.png"),
            sentence: "none.png: cannot read the image: no such file or directory"),
        Case(
            testDescription: "not a PNG", spec: photo("text.png"),
            sentence: "text.png: is not a PNG, JPEG, TIFF or BMP image"
        ),
        Case(
            testDescription: "truncated PNG", spec: photo("cut.png"),
            sentence: "cut.png: the PNG image is truncated: the file ends before the picture does"),
        Case(
            testDescription: "0-byte file", spec: photo("empty.png"),
            sentence: "empty.png: the file is empty (0 bytes), not a PNG, JPEG, TIFF or BMP image"),
        Case(
            testDescription: "small image", spec: photo("small.png"),
            sentence: "image 'small' is 32 x 32 after cropping; a decoder of depth 5 "
                + "with padding 'reflect' needs sides that are multiples of 32 and at least 64"),
        Case(
            testDescription: "small synthetic image", arguments: ["size=32"],
            sentence: "image 'leaves' is 32 x 32 after cropping"),
        Case(
            testDescription: "NaN", spec: TinySpec.settings + "task: {denoise: {sigma: .nan}}\n",
            sentence: "spec.yaml:7:25: 'sigma' must be a number above 0 and at most 255, not '.nan'"),
        Case(
            testDescription: "negative sigma", spec: TinySpec.settings + "task: {denoise: {sigma: -25}}\n",
            sentence: "spec.yaml:7:25: 'sigma' must be a number above 0 and at most 255, not '-25'"),
        Case(
            testDescription: "negative sigma as an argument", arguments: ["task.denoise.sigma=-25"],
            sentence: "argument 'task.denoise.sigma=-25': 'sigma' must be a number above 0 and at most 255, not '-25'"),
        Case(
            testDescription: "unknown key", spec: TinySpec.settings.replacing("width", with: "widht"),
            sentence: "spec.yaml:6:11: unknown key 'widht'; did you mean 'width'? allowed: "),
        Case(
            testDescription: "sweep over a missing key",
            spec: TinySpec.settings + "sweep: {network.lipshitz: [1, 2]}\n",
            sentence: "spec.yaml:7:9: unknown key 'network.lipshitz'; did you mean 'network.lipschitz'? allowed: "),
        Case(
            testDescription: "key that is given twice", spec: TinySpec.settings + "size: 96\n",
            sentence: "key 'size' is given more than once"),
        Case(testDescription: "wrong YAML", spec: TinySpec.settings + "task: {denoise\n", sentence: "spec.yaml:"),
        Case(testDescription: "empty spec", spec: "", sentence: "spec.yaml: "),
        Case(
            testDescription: "wrong scale", arguments: ["--scale", "small"],
            sentence: "spec.yaml: the spec has no block 'scale', so it has its own values only; leave out --scale small"
        ),
        Case(
            testDescription: "no override", arguments: ["lipschitz"],
            sentence: "argument 'lipschitz': an override has the form key=value"),
        Case(
            testDescription: "file in the way of the results", arguments: ["--results", "text.png"],
            sentence: "text.png: cannot be created: a file of that name is in the way"),
        Case(
            testDescription: "results that cannot be made", arguments: ["--results", "/proc/dip/Results"],
            sentence: "/proc/dip: cannot be created: no such file or directory"),
        Case(
            testDescription: "no threads", arguments: ["--threads", "0"],
            sentence: "--threads must be a whole number from 1 to 256; see 'dip run --help'"),
        Case(testDescription: "unknown option", arguments: ["--thread", "1"], sentence: "unknown option '--thread'"),
    ]

    @Test(arguments: cases)
    func isRefused(_ request: Case) async throws {
        let folder = try TestFolder()
        try folder.write(request.spec, to: "spec.yaml")
        let picture = try PNGFile.encode(SyntheticImage.leaves.image(width: 64, height: 64), path: "cut.png")
        try folder.write(picture.prefix(picture.count / 2), to: "cut.png")
        try folder.write("This is no picture.", to: "text.png")
        try folder.write("", to: "empty.png")
        try folder.write(Image(channels: 3, height: 32, width: 32, repeating: 0.5), to: "small.png")
        let before = folder.names()

        let line = "exec \"$0\" run spec.yaml " + request.arguments.map { "'\($0)'" }.joined(separator: " ")
        let output = try await DipProgram.shell(line, in: folder)
        #expect(output.status == 2)
        #expect(output.error.hasPrefix("dip: "))
        #expect(output.error.contains(request.sentence))
        #expect(output.error.count { $0 == "\n" } == 1)
        #expect(folder.names() == before)
    }

    @Test func allMistakesAreShown() async throws {
        let folder = try TestFolder()
        try folder.write(TinySpec.settings.replacing("width", with: "widht") + "ema: 2\n", to: "spec.yaml")
        let output = try await DipProgram.run("run", "spec.yaml", "seed=x", in: folder)
        #expect(output.status == 2)
        let lines = output.error.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("dip: spec.yaml:6:11: unknown key 'widht'"))
        #expect(lines[1] == "dip: spec.yaml:7:6: 'ema' must be a number of at least 0 and below 1, not '2'")
        #expect(lines[2].hasPrefix("dip: argument 'seed=x': 'seed' must be a whole number"))
    }

    @Test func aMissingSpecIsRefused() async throws {
        let folder = try TestFolder()
        let output = try await DipProgram.run("run", "none.yaml", in: folder)
        #expect(output.status == 2)
        #expect(output.error == "dip: none.yaml: there is no such file\n")
        let none = try await DipProgram.run("run", in: folder)
        #expect(none.status == 2)
        #expect(
            none.error.hasPrefix("dip: missing expected argument") && none.error.hasSuffix("; see 'dip run --help'\n"))
        #expect(folder.names().isEmpty)
    }

    @Test func aDatasetWithoutItsFolderIsRefused() async throws {
        let folder = try TestFolder()
        try folder.write(TinySpec.settings.replacing("synthetic", with: "set99"), to: "spec.yaml")
        let output = try await DipProgram.run("run", "spec.yaml", in: folder)
        #expect(output.status == 2)
        #expect(output.error.count { $0 == "\n" } == 1)
    }
}
