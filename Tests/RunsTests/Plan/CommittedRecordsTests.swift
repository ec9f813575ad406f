import Datasets
import Architectures
import Foundation
import Networks
import Records
import Specs
import Testing
@testable import Runs

/// The records in `Results`: each has the key that its spec gives with the arithmetic that made it.
@Suite struct CommittedRecordsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let datasets = DatasetCatalogue(
        manifestFolders: [root.appendingPathComponent("Experiments/datasets").path], root: DataRoot("/data"))

    /// A record, its spec read back, and the arithmetic of its network now.
    private struct Committed {
        let record: RunRecord
        let folder: String
        let spec: ExperimentSpec
        let input: RunInput
        let numerics: Numerics

        init(_ stored: StoredRun) throws {
            let record = try stored.contents.get()
            self.record = record
            folder = FilePath.name(stored.directory)
            spec = try Experiment(contentsOf: stored.directory + "/spec.yaml", datasets: datasets).runs[0].spec
            func size(_ key: String) throws -> Int { Int(try #require(record.summary[key])) }
            let (channels, width, height) = try (size("channels"), size("width"), size("height"))
            let image = try #require(record.inputs.first)
            input = RunInput(
                identity: image.sha256, file: image.file, channels: channels, width: width, height: height,
                mask: spec.fit.task.maskPath == nil ? nil : record.inputs.last, notes: [])
            numerics = Numerics(try spec.fit.network(channels: channels, height: height, width: width))
        }

        func key(_ numerics: Numerics) -> String {
            RunKey.make(settings: spec.hashedText, input: input, numerics: numerics)
        }
    }

    private static func all() throws -> [Committed] {
        try RunStore(root: root.appendingPathComponent("Results").path).all().filter {
            $0.record?.dataset != "synthetic"
        }.map(Committed.init)
    }

    @Test func theKeyOfEachIsThatOfItsSpec() throws {
        let all = try Self.all()
        #expect(all.count > 100)
        for committed in all {
            let record = committed.record, made = Numerics(versions: record.provenance.arithmetic ?? [:])
            #expect(record.provenance.numericsVersion == Numerics.version)
            #expect(committed.key(made) == record.key && committed.folder == "\(record.name)-\(record.key)")
            // Whose arithmetic did not change since is found, and no other.
            let changes = committed.numerics.changes(since: record.provenance)
            #expect(
                (committed.key(committed.numerics) == record.key) == changes.isEmpty, "\(committed.folder): \(changes)")
        }
    }

    /// The canonical text is that of now, byte for byte, of every folder that has one.
    @Test func theTextOfEachIsReadAndWrittenAgain() throws {
        let all = try Self.all(), runs = "\(Self.root.path)/Results/runs"
        let folders = try FileManager.default.contentsOfDirectory(atPath: runs).filter { folder in
            try FileManager.default.fileExists(atPath: "\(runs)/\(folder)/spec.yaml")
                && RunRecord(contentsOf: "\(runs)/\(folder)/run.json").dataset != "synthetic"
        }
        #expect(folders.count > 200 && Set(folders) == Set(all.map(\.folder)))
        for committed in all {
            let text = try TextFile.read("\(runs)/\(committed.folder)/spec.yaml")
            #expect([committed.spec.resolved, committed.spec.published].contains(text), "\(committed.folder)")
            #expect(committed.spec.name == committed.record.name)
        }
    }

    /// The network that the project is about: what makes others fast does not make its records stale.
    @Test func decodersKeepTheirKeys() throws {
        let decoders = try Self.all().filter { committed in
            guard committed.spec.fit.method == .network, case .decoder(let options) = committed.spec.fit.architecture
            else { return false }
            return options.norm == .meanOnly && options.lipschitzNorm == .reshaped
                && (options.width, options.inputChannels) == (128, 32)
        }
        #expect(decoders.count > 50)
        for committed in decoders {
            #expect(committed.numerics.raised.isEmpty && committed.key(committed.numerics) == committed.record.key)
        }
    }
}
