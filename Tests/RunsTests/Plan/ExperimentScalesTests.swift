import Specs
import TestTools
import Testing

@testable import Runs

@Suite struct ExperimentScalesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func scales(_ text: String) throws -> [Scale] {
        try folder.write(text, to: "spec.yaml")
        return try Experiment.scales(of: folder.path + "/spec.yaml")
    }

    @Test func aSpecHasThoseOfItsBlocksAndItsOwn() throws {
        #expect(try scales("images: [leaves]\n") == [.published])
        #expect(
            try scales("images: [leaves]\nscale: {crop128: {seed: 1}, quick: {}}\n") == [.quick, .crop128, .published])
    }

    /// Names of earlier versions, in specs and of scales.
    @Test func formerNamesStandForThePresentOnes() throws {
        #expect(try scales("images: [leaves]\nscale: {paper: {}, small: {seed: 1}}\n") == [.crop128, .published])
        let path = folder.path + "/spec.yaml"
        func present(_ scale: Scale, _ blocks: String) throws -> Scale {
            try folder.write("images: [leaves]\n" + (blocks.isEmpty ? "" : "scale: {\(blocks)}\n"), to: "spec.yaml")
            return try scale.present(inSpec: path)
        }
        for scale in Scale.allCases { #expect(try present(scale, "quick: {}") == scale && !scale.isFormer) }
        #expect(try present(.small, "quick: {}, crop128: {}, whole256: {}") == .crop128)
        #expect(try present(.small, "quick: {}, whole256: {}") == .whole256)
        #expect(try present(.small, "crop512: {}") == .crop512)
        #expect(try present(.small, "small: {}") == .crop128)
        // Its own values were the only other ones.
        #expect(try present(.small, "quick: {}") == .published)
        #expect(try present(.small, "") == .small && present(.paper, "") == .published)
        #expect(Scale.small.isFormer && Scale.paper.isFormer)
    }

    @Test func recordsOfFormerNamesAreOfTheScale() {
        #expect(Scale.isMeant(by: "small", .crop128) && Scale.isMeant(by: "small", .whole256))
        #expect(
            Scale.isMeant(by: "small", nil) && Scale.isMeant(by: "paper", nil) && Scale.isMeant(by: nil, .published))
        #expect(!Scale.isMeant(by: "small", .quick) && !Scale.isMeant(by: "paper", .crop128))
        #expect(!Scale.isMeant(by: nil, .quick) && !Scale.isMeant(by: "of another program", .quick))
    }

    @Test func wrongSpecsAreNamed() throws {
        #expect(throws: SpecError.self) { try scales("scale: {large: {}}\n") }
        #expect(throws: SpecError(.file("/none.yaml"), "there is no such file")) {
            try Experiment.scales(of: "/none.yaml")
        }
    }
}
