import Datasets
import Foundation
import Records
import Wording

/// The graph of a crate of runs: each run is an action that a version of the program carried out on its settings and inputs,
/// with the files of its record as results.
struct CrateGraph {
    /// A run with the files that were copied of its record.
    struct Part {
        let folder: String
        let record: RunRecord
        let files: [CrateFile]

        var dataset: String { CrateFile.uri(folder) + "/" }
        var action: String { "#run-" + CrateFile.uri(folder) }
    }

    let parts: [Part]
    /// The experiment's spec.
    let experiment: CrateFile?
    let licence: CrateLicence?
    let agent: CrateAgent?
    /// The manifests of the data sets whose images were restored.
    let manifests: [DatasetManifest]
    let date: Date

    private static let profile = "https://w3id.org/ro/wfrun/process/0.5"
    /// The specification requires a licence, and allows words.
    static let noLicence = "No licence is stated. Ask those who ran these runs before you use or publish them."

    var document: CrateDocument {
        CrateDocument(
            entities: [descriptor, root] + context + (experiment.map { [$0.entity] } ?? [])
                + parts.flatMap { [action($0), dataset($0)] + $0.files.map(\.entity) } + inputs
                + ProgramEntities.all(parts.map(\.record.provenance)))
    }

    private var descriptor: CrateEntity {
        CrateEntity(
            CrateDocument.file, "CreativeWork",
            properties: [
                "about": .reference("./"), "conformsTo": .reference(CrateDocument.specification),
            ])
    }

    private var root: CrateEntity {
        let titles = Set(parts.map(\.record.title)).sorted(), names = Set(parts.map(\.record.name)).sorted()
        let runs = "\(parts.count) run\(parts.count == 1 ? "" : "s")"
        return CrateEntity(
            "./", "Dataset",
            properties: [
                "name": .text(titles.count == 1 ? titles[0] : "\(runs) of \(titles.count) experiments"),
                "description": .text(
                    "\(runs) of the experiment\(names.count == 1 ? "" : "s") \(names.joined(separator: ", ")): "
                        + "restoration of images by networks that are trained on one image alone (Deep Image Prior) and by "
                        + "methods beside them. Settings, curves and results of each run."),
                "datePublished": .text(String(RunRecord.timestamp(date).prefix(10))),
                "license": licence.map { .reference($0.id) } ?? .text(Self.noLicence),
                "conformsTo": .reference(Self.profile),
                "author": agent.map { .reference($0.id) },
                "hasPart": .references((experiment.map { [$0.id] } ?? []) + parts.map(\.dataset)),
                "mentions": .references(parts.map(\.action)),
            ])
    }

    /// What the root refers to: profile, licence, person.
    private var context: [CrateEntity] {
        [
            CrateEntity(
                Self.profile, "CreativeWork", "Profile",
                properties: ["name": .text("Process Run Crate"), "version": .text("0.5")])
        ]
            + (licence.map {
                [
                    CrateEntity(
                        $0.id, "CreativeWork",
                        properties: [
                            "name": .text($0.name), "description": .text("The licence of this crate: \($0.name)."),
                        ])
                ]
            } ?? [])
            + (agent.map { [CrateEntity($0.id, "Person", properties: ["name": .text($0.name)])] } ?? [])
    }

    private func action(_ part: Part) -> CrateEntity {
        let record = part.record, provenance = record.provenance
        let settings = part.files.filter { $0.name == RecordFile.spec }.map(\.id)
        return CrateEntity(
            part.action, "CreateAction",
            properties: [
                "name": .text("\(record.title): \(record.label)"), "description": .text(Self.words(record)),
                "startTime": record.started.map { .text(Self.time($0)) },
                "endTime": record.ended.map { .text(Self.time($0)) },
                "instrument": .reference(ProgramEntities.id(provenance)),
                "agent": agent.map { .reference($0.id) },
                "object": .references(settings + record.inputs.map(Self.id)),
                "result": .references(part.files.map(\.id).filter { !settings.contains($0) }),
                "actionStatus": .text("http://schema.org/CompletedActionStatus"),
            ])
    }

    /// The profile wants an offset, not Z.
    private static func time(_ timestamp: String) -> String {
        timestamp.hasSuffix("Z") ? timestamp.dropLast() + "+00:00" : timestamp
    }

    private static func words(_ record: RunRecord) -> String {
        let provenance = record.provenance
        let place =
            provenance.device.map { "\($0.name), \($0.driverVersion)" }
            ?? "\(provenance.cpu), \(provenance.threads) thread\(provenance.threads == 1 ? "" : "s")"
        let best = record.summary["psnr_best"].map { psnr in
            " Highest PSNR \(Amount.decibels(psnr))"
                + (record.summary["iteration_best"].flatMap { Int(exactly: $0) }.map { " at iteration \($0)." } ?? ".")
        }
        return "\(record.iterations) iterations on \(record.image)"
            + (record.size.map { ", \($0.width) x \($0.height) pixels" } ?? "")
            + ", seed \(record.seed), on \(place), \(provenance.hostOS)." + (best ?? "")
    }

    private func dataset(_ part: Part) -> CrateEntity {
        CrateEntity(
            part.dataset, "Dataset",
            properties: [
                "name": .text(part.folder),
                "description": .text("The record of the run \(part.record.label) of \(part.record.name)."),
                "hasPart": .references(part.files.map(\.id)),
            ])
    }

    private static func id(_ input: RunRecord.Input) -> String { "#input-\(input.sha256)" }

    /// Images that runs read. Their `@id` begins with `#`: they are deliberately not in the crate.
    private var inputs: [CrateEntity] {
        var entities: [CrateEntity] = [], sets: [CrateEntity] = []
        for part in parts {
            for input in part.record.inputs where !entities.contains(where: { $0.id == Self.id(input) }) {
                let manifest = manifests.first { $0.files.contains { $0.sha256 == input.sha256 } }
                let known = manifest?.files.first { $0.sha256 == input.sha256 }
                entities.append(
                    CrateEntity(
                        Self.id(input), "File",
                        properties: [
                            "name": .text(input.file),
                            "description": .text(
                                "An image that was read, not included in this crate; its SHA-256 says which it is."),
                            "encodingFormat": CrateFile.mediaType(input.file).map { .text($0) },
                            "sha256": .text(input.sha256),
                            "contentSize": known.map { .text("\($0.bytes)") },
                            "contentUrl": known.map { .text($0.url.absoluteString) },
                            "localPath": .text(manifest.map { "\($0.folder)/\(input.file)" } ?? input.file),
                            "isPartOf": manifest.map { .reference("#dataset-\($0.name)") },
                        ]))
                if let manifest, !sets.contains(where: { $0.id == "#dataset-\(manifest.name)" }) {
                    sets.append(
                        CrateEntity(
                            "#dataset-\(manifest.name)", "Dataset",
                            properties: [
                                "name": .text(manifest.title),
                                "description": .text("From \(manifest.source). Terms: \(manifest.licence)."),
                            ]))
                }
            }
        }
        return entities + sets
    }
}
