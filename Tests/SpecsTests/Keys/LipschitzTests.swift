import Networks
import SpecFixtures
import Testing

@testable import Specs

@Suite struct LipschitzTests {
    private static let all: [(String, LipschitzNorm, Double?, String)] = [
        ("1.4", LipschitzNorm.reshaped, 1.4, "1.4"), ("{reshaped: 1.4}", .reshaped, 1.4, "1.4"),
        ("0", .reshaped, nil, "0"),
        ("{operator-norm: 2}", .convolutionOperator, 2, "{operator-norm: 2}"),
        ("{operator-norm: 0}", .reshaped, nil, "0"),
    ]

    @Test(arguments: all)
    func forms(_ text: String, _ norm: LipschitzNorm, _ ceiling: Double?, _ canonical: String) throws {
        let spec = try onlyRun("images: [leaves]\nnetwork: {lipschitz: \(text)}")
        guard case .decoder(let options) = spec.fit.architecture else { Issue.record("not a decoder"); return }
        #expect(options.lipschitzNorm == norm && options.lipschitz == ceiling)
        #expect(spec.resolved.contains("\n  lipschitz: \(canonical)\n"))
        #expect(try onlyRun(spec.resolved) == spec)
    }

    @Test func bothNormsCanBeSwept() throws {
        let runs = try experiment("images: [leaves]\nsweep: {network.lipschitz: [1, {operator-norm: 1}]}").runs
        #expect(runs.map(\.label) == ["network.lipschitz=1", "network.lipschitz={operator-norm: 1}"])
        let below = try experiment(
            "images: [leaves]\nnetwork: {lipschitz: {operator-norm: 1}}\nsweep: {network.lipschitz.operator-norm: [2, 3]}"
        ).runs
        #expect(below.map { $0.spec.resolved.contains("{operator-norm: 3}") } == [false, true])
        #expect(
            refusal("network: {lipschitz: 1}", overrides: ["network.lipschitz.operator-norm=2"])?.contains(
                "cannot be set because 'network.lipschitz' is '1'") == true)
    }

    /// The ceiling is also that of the gain of `lipschitz-batch`.
    @Test func theBatchNormHasTheSameCeiling() throws {
        let spec = try onlyRun(
            "images: [leaves]\nsize: 64\nnetwork: {norm: lipschitz-batch, lipschitz: 1.2, width: 4, depth: 1}")
        let network = try spec.fit.architecture.network(channels: 3, height: 64, width: 64)
        let norms = network.nodes.compactMap { node in
            if case .normalization(let layer) = node.operation { layer } else { nil }
        }
        #expect(norms.count == 4 && norms.allSatisfy { $0.kind == .lipschitzBatch && $0.lipschitz == 1.2 })
    }
}
