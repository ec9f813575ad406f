import Architectures
import Networks
import Records
import RunFixtures
import Testing

@testable import Runs

@Suite struct NumericsTests {
    private func provenance(_ arithmetic: [String: Int]?, version: Int = Numerics.version) -> Provenance {
        var provenance = testProvenance
        (provenance.arithmetic, provenance.numericsVersion) = (arithmetic, version)
        return provenance
    }

    @Test func aNetworkHasTheVersionsOfItsKinds() throws {
        let skip = Numerics(try Architecture.Name.skip.standard.network(channels: 3, height: 64, width: 64))
        #expect(
            Set(skip.versions.keys) == [
                "batch-norm", "pointwise-convolution", "strided-convolution", "uneven-winograd",
            ])
        #expect(skip.versions.allSatisfy { name, version in ArithmeticKind(rawValue: name)?.version == version })
        #expect(
            Numerics(try Architecture.Name.decoder.standard.network(channels: 3, height: 64, width: 64)).versions
                .isEmpty)
    }

    @Test func theTextNamesWhatWasRaised() {
        #expect(Numerics(versions: [:]).text == "\(Numerics.version)\n")
        #expect(Numerics(versions: ["b": 1]).text == "\(Numerics.version)\n")
        #expect(Numerics(versions: ["c": 2, "b": 1, "a": 3]).text == "\(Numerics.version)\narithmetic: a 3, c 2\n")
    }

    @Test func changesAreNamed() {
        let now = Numerics(versions: ["batch-norm": 2, "uneven-winograd": 1])
        #expect(now.changes(since: provenance(["batch-norm": 2])).isEmpty)
        #expect(
            now.changes(since: provenance(nil)).map(\.description) == [
                "the arithmetic of batch norm changed (version 1 -> 2)"
            ])
        // What a newer program recorded, or one that knew other kinds.
        #expect(
            now.changes(since: provenance(["batch-norm": 3, "sorting": 2])).map(\.description)
                == [
                    "the arithmetic of batch norm changed (version 3 -> 2)",
                    "the arithmetic of 'sorting' changed (version 2 -> 1)",
                ])
        #expect(
            now.changes(since: provenance(["batch-norm": 2], version: 1)).map(\.description)
                == ["the arithmetic of all networks changed (version 1 -> \(Numerics.version))"])
    }
}
