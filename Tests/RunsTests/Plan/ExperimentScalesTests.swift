import TestTools
import Specs
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
        #expect(try scales("images: [leaves]\n") == [.paper])
        #expect(try scales("images: [leaves]\nscale: {small: {seed: 1}, quick: {}}\n") == [.quick, .small, .paper])
    }

    @Test func wrongSpecsAreNamed() throws {
        #expect(throws: SpecError.self) { try scales("scale: {large: {}}\n") }
        #expect(throws: SpecError(.file("/none.yaml"), "there is no such file")) {
            try Experiment.scales(of: "/none.yaml")
        }
    }
}
