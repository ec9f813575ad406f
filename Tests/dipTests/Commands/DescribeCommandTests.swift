import Foundation
import Testing

@Suite struct DescribeCommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func anUpsamplersResponseIsPrinted() async throws {
        let output = try await DipProgram.run("describe", "upsampler", "nearest", in: folder)
        #expect(output.status == 0)
        #expect(output.error == "")
        #expect(
            output.out == """
                nearest
                  DC gain                   1
                  phase gains               1, 1, 1, 1
                  -6 dB cut-off             0.6658 of Nyquist
                  pass-band ripple          0.69 dB up to 0.25 of Nyquist
                  stop-band attenuation     8.34 dB from 0.75 of Nyquist on
                  checkerboard attenuation  over 120 dB

                """)
    }

    /// The published Gaussian has two widths; a name may stand for several stages.
    @Test func stagesThatDifferAreDescribedOnce() async throws {
        let output = try await DipProgram.run(
            "describe", "upsampler", "gaussian", "[nearest, {gaussian: {sigma: 0.5}}]", in: folder)
        #expect(output.status == 0)
        let names: [Substring] = output.out.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        let expected: [Substring] = [
            """
            gaussian differs from stage to stage, coarse to fine: Gaussian σ = 0.1 in stages 1 to 3, Gaussian σ = 0.5 \
            in stages 4 and 5 of 5.
            """,
            """
            [nearest, {gaussian: {sigma: 0.5}}] differs from stage to stage, coarse to fine: nearest in stage 1, \
            Gaussian σ = 0.5 in stage 2 of 2.
            """,
            "Gaussian σ = 0.1", "Gaussian σ = 0.5", "nearest",
        ]
        #expect(names == expected)
        let alike = try await DipProgram.run(
            "describe", "upsampler", "{gaussian: {sigma: 1, gain: unit}}",
            "{low-pass: {taps: 9, cutoff: 0.5, attenuation: 40}}", in: folder)
        let alikeNames: [Substring] = alike.out.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        #expect(alikeNames == ["Gaussian σ = 1, unit gain", "low-pass, 9 taps, cut-off 0.5, 40 dB"])
        #expect(output.out.contains("DC gain                   0.25\n"))
    }

    @Test func asJSON() async throws {
        let output = try await DipProgram.run(
            "describe", "upsampler", "bilinear", "deconv", "--channels", "4", "--seed", "3", "--format", "json",
            in: folder)
        #expect(output.status == 0)
        let list = try #require(try JSONSerialization.jsonObject(with: Data(output.out.utf8)) as? [[String: Any]])
        #expect(list.map { $0["upsampler"] as? String } == ["bilinear", "deconv"])
        #expect(list.map { $0["label"] as? String } == ["bilinear", "deconv"])
        #expect(list[0]["seed"] is NSNull && list[1]["seed"] as? Int == 3 && list[1]["channels"] as? Int == 4)
        #expect((list[0]["magnitudes"] as? [Double])?.count == 257)
        #expect(abs((list[0]["dc_gain"] as? Double ?? 0) - 1) < 1e-6)
    }

    /// The picture, and the script that draws it again without any other file.
    @Test func responsesAreDrawn() async throws {
        let output = try await DipProgram.run(
            "describe", "upsampler", "gaussian", "bilinear", "--plot", "figures/response.svg", in: folder)
        #expect(output.status == 0)
        #expect(output.out.hasSuffix("figures/response.svg\n"))
        #expect(folder.names(in: "figures") == ["response.gp", "response.svg"])
        let script = try folder.text("figures/response.gp")
        #expect(script.contains("# Made by: dip describe upsampler gaussian bilinear --plot figures/response.svg\n"))
        let picture = try folder.text("figures/response.svg")
        #expect(picture.contains("bilinear") && picture.contains("frequency (share of Nyquist)"))
        #expect(
            picture.contains("Gaussian σ = 0.1 (stages 1 to 3)")
                && picture.contains("Gaussian σ = 0.5 (stages 4 and 5)"))
        let again = try await DipProgram.shell(
            "mkdir other && cp figures/response.gp other && cd other && gnuplot response.gp", in: folder)
        #expect(again.status == 0 && again.error == "" && folder.names(in: "other") == ["response.gp", "response.svg"])
        let nearest = try await DipProgram.run("describe", "upsampler", "nearest", "--plot", "nearest.svg", in: folder)
        #expect(nearest.status == 0)
        #expect(try folder.text("nearest.gp").contains("\n1,-80\nEND\n"))
    }

    @Test(arguments: [
        (
            ["describe", "upsampler", "bilinaer"],
            "dip: argument 'bilinaer': 'upsampler' cannot be 'bilinaer'; did you mean 'bilinear'?"
        ),
        (["describe", "upsampler", "low-pass"], "dip: argument 'low-pass': 'low-pass' needs its filter"),
        (
            ["describe", "upsampler", "nearest", "--plot", "a.png"],
            "dip: --plot needs a file name that ends in .svg, not 'a.png'"
        ),
        (
            ["describe", "upsampler", "nearest", "--channels", "0"],
            "dip: --channels must be a whole number from 1 to 512"
        ),
        (["describe", "upsampler"], "dip: missing expected argument"),
        (["describe", "spec", "--format", "yaml"], "dip: the value 'yaml' is invalid"),
    ])
    func wrongRequestsAreRefused(_ arguments: [String], _ start: String) async throws {
        let line = "\"$0\" " + arguments.map { "'\($0)'" }.joined(separator: " ")
        let output = try await DipProgram.shell(line, in: folder)
        #expect(output.status == 2)
        #expect(output.error.hasPrefix(start), "\(output.error)")
        #expect(output.error.count { $0 == "\n" } == 1)
    }

    @Test func theVocabularyIsPrinted() async throws {
        let markdown = try await DipProgram.run("describe", "spec", in: folder)
        #expect(markdown.status == 0)
        #expect(markdown.out.hasPrefix("# The keys of a spec\n") && markdown.out.contains("| `network.lipschitz` |"))
        let schema = try await DipProgram.run("describe", "spec", "--format", "json-schema", in: folder)
        #expect((try JSONSerialization.jsonObject(with: Data(schema.out.utf8)) as? [String: Any])?["properties"] != nil)
    }
}
