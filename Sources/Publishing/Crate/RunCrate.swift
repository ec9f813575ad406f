import Datasets
import Foundation
import Records
import Wording

/// An RO-Crate of runs: a folder with their records and with metadata that say what each file is and which run made it.
///
/// It follows RO-Crate 1.2 and the profile Process Run Crate. Images that runs read are named by their SHA-256 and not
/// copied, because they may belong to others; nor are pictures made of them, unless they are asked for.
package struct RunCrate {
    private let exported: ExportedRuns
    /// The experiment's spec; nil for records of several.
    private let spec: String?
    private let licence: CrateLicence?
    private let agent: CrateAgent?
    private let hasAllPictures: Bool

    /// - Parameters:
    ///   - licence: under which the crate may be used; nil where none is stated.
    ///   - agent: who ran the runs; nil where it is not known.
    ///   - pictures: whether pictures that were made of image files are copied, too.
    package init(
        _ exported: ExportedRuns, spec: String? = nil, licence: CrateLicence? = nil, agent: CrateAgent? = nil,
        pictures: Bool = false
    ) {
        self.exported = exported
        self.spec = spec
        self.licence = licence
        self.agent = agent
        hasAllPictures = pictures
    }

    /// The number of runs whose pictures are left out, because they were made of image files.
    package var runsWithoutPictures: Int {
        hasAllPictures
            ? 0 : exported.runs.count { !$0.record.inputs.isEmpty && PublishedFiles.hasPictures($0.directory) }
    }

    /// Writes the folder, whole or not at all; throws a `Refusal` when something is there already, else what reading records
    /// and writing files throws.
    /// - Parameter date: the day of publication.
    package func write(to folder: String, date: Date = Date()) throws {
        let path = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard Self.isFree(path) else {
            throw Refusal("\(folder): exists already; name a folder that does not exist, or an empty one")
        }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try Folder.create(String(path[..<slash])) }
        let temporary = AtomicFile.temporaryPath(beside: path)
        do {
            try Folder.create(temporary)
            try AtomicFile.write(try filled(temporary, date: date).json, to: "\(temporary)/\(CrateDocument.file)")
            // Over an empty folder, too.
            guard rename(temporary, path) == 0 else {
                throw RecordError("\(folder): cannot be written: \(SystemReason.text())")
            }
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    private static func isFree(_ path: String) -> Bool {
        guard Folder.exists(path) else { return !FileManager.default.fileExists(atPath: path) }
        return (try? FileManager.default.contentsOfDirectory(atPath: path).isEmpty) ?? false
    }

    /// Copies all files and says what they are.
    private func filled(_ crate: String, date: Date) throws -> CrateDocument {
        let experiment = try spec.map { spec in
            let name = URL(fileURLWithPath: spec).lastPathComponent
            return try CrateFile(
                copying: spec, to: name, of: crate, name: name,
                role: "The experiment: which runs are compared, and how.")
        }
        let parts = try exported.runs.map { directory, folder, record in
            let files = try CrateFile.copies(
                of: directory, to: folder, of: crate, pictures: hasAllPictures || record.inputs.isEmpty)
            return CrateGraph.Part(folder: folder, record: record, files: files)
        }
        let manifests = try Set(exported.runs.map(\.record.dataset)).sorted().compactMap {
            try DatasetCatalogue.standard(specPath: spec).manifest($0)
        }
        return CrateGraph(
            parts: parts, experiment: experiment, licence: licence, agent: agent, manifests: manifests, date: date
        ).document
    }
}

/// The licence of a crate.
package struct CrateLicence: Equatable {
    let id: String
    let name: String

    /// An identifier of the SPDX list, such as `CC-BY-4.0`, or a web address; throws a `Refusal`.
    package init(_ text: String) throws {
        if text.wholeMatch(of: #/https?://[^\s<>"]+/#) != nil {
            (id, name) = (text, text)
        } else if text.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9.+-]*/#) != nil {
            (id, name) = ("https://spdx.org/licenses/\(text)", text)
        } else {
            throw Refusal("the licence '\(text)' must be an SPDX identifier, such as CC-BY-4.0, or a web address")
        }
    }
}

/// Who ran the runs of a crate.
package struct CrateAgent: Equatable {
    let id: String
    let name: String

    /// A name, or a name and a web address, as in `Jane Doe <https://orcid.org/0000-0002-1825-0097>`; throws a `Refusal`.
    package init(_ text: String) throws {
        guard let parts = text.wholeMatch(of: #/\s*([^<>]*[^<>\s])\s*(?:<(https?://[^\s<>"]+)>)?\s*/#) else {
            throw Refusal(
                "the agent '\(text)' must be a name, or a name and a web address: "
                    + "'Jane Doe <https://orcid.org/0000-0002-1825-0097>'")
        }
        name = String(parts.1)
        id = parts.2.map(String.init) ?? "#\(CrateFile.uri(name.split(separator: " ").joined(separator: "-")))"
    }
}
