import Architectures
import Datasets
import Foundation
import Networks
import Records
import Specs
import TestTools
import Testing
import Wording

@testable import Runs

/// The records in `Results`: each has the key that its spec gives with the arithmetic that made it.
@Suite struct CommittedRecordsTests {
    private static let datasets = DatasetCatalogue(
        manifestFolders: [repository.appendingPathComponent("Experiments/datasets").path], root: DataRoot("/data"))

    /// A record, its spec read back, and the arithmetic of its network now.
    private struct Committed {
        let record: RunRecord
        /// The path of its folder below that of all runs.
        let folder: String
        let spec: ExperimentSpec
        let input: RunInput
        let numerics: Numerics

        init(_ stored: StoredRun) throws {
            let record = try stored.contents.get()
            self.record = record
            folder = stored.name
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
        try RunStore(root: repository.appendingPathComponent("Results").path).all().filter {
            $0.record?.dataset != "synthetic"
        }.map(Committed.init)
    }

    @Test func theKeyOfEachIsThatOfItsSpec() throws {
        let all = try Self.all()
        #expect(all.count > 100)
        for committed in all {
            let record = committed.record, made = Numerics(versions: record.provenance.arithmetic ?? [:])
            #expect(record.provenance.numericsVersion == Numerics.version)
            #expect(committed.key(made) == record.key)
            #expect(committed.folder == (try Self.name(record).path))
            // Whose arithmetic did not change since is found, and no other.
            let changes = committed.numerics.changes(since: record.provenance)
            #expect(
                (committed.key(committed.numerics) == record.key) == changes.isEmpty, "\(committed.folder): \(changes)")
        }
    }

    /// What the program calls the folder of a run now that has the record's label.
    private static func name(_ record: RunRecord) throws -> RunName {
        // The label says in which order the settings are swept.
        var label = record.label.replacing("image=\(record.image)", with: ""), words: [String] = []
        while !label.isEmpty {
            label = String(label.drop { $0 == " " })
            let axis = try #require(record.axes.first { (label + " ").hasPrefix("\($0)=\($1) ") })
            if axis.key != "seed" { words.append(SettingName.word(axis.key, axis.value)) }
            label = String(label.dropFirst("\(axis.key)=\(axis.value)".count))
        }
        return RunName(
            experiment: record.name, image: record.image, settings: words, seed: record.seed, key: record.key)
    }

    /// The canonical text is that of now, byte for byte, of every folder that has one.
    @Test func theTextOfEachIsReadAndWrittenAgain() throws {
        let all = try Self.all(), runs = "\(repository.path)/Results/runs"
        let folders = try (FileManager.default.enumerator(atPath: runs)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix("/spec.yaml") }.map(FilePath.folder).filter { folder in
                try RunRecord(contentsOf: "\(runs)/\(folder)/run.json").dataset != "synthetic"
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
