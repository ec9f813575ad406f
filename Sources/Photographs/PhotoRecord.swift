import Downloads
import Foundation
import Records
import Runs

/// The record of a restoration: `restoration.json`.
package struct PhotoRecord: Encodable {
    package let photo: String
    /// What `name(of:recordedIn:)` gives of the restored picture.
    package let picture: String
    /// The words of the command that decide what the result is.
    package let options: String
    /// SHA-256 of the photograph's file, and of the mask's.
    package let photoSHA256: String, maskSHA256: String?
    package let task: PhotoTask
    package let mask: String?
    package let factor: Int?
    /// Size of the restored image in pixels.
    package let width: Int, height: Int, channels: Int
    package let estimate: PhotoEstimate
    package let sigma: Double?
    package let lipschitz: Double?
    /// The iterations of a tile at most.
    package let iterations: Int
    package let stop: PhotoStopRecord
    package let ending: RestoredTile.Ending
    /// What was printed about a result that is not as it should be.
    package let findings: [String]
    package let ema: Double?
    package let seed: UInt32
    package let tiles: [RestoredTile]
    package let interrupted: Bool
    package let memoryPlannedMB: Double
    package let peakMemoryMB: Double
    package let provenance: Provenance

    /// - Parameter picture: what `name(of:recordedIn:)` gives of the restored picture.
    package init(
        _ plan: PhotoPlan, _ restored: RestoredPhoto, picture: String, options: String, provenance: Provenance
    ) {
        let request = plan.request, image = plan.photograph.image
        photo = request.path
        self.picture = picture
        self.options = options
        (photoSHA256, maskSHA256) = (plan.photoSum.sha256, plan.maskSum?.sha256)
        task = request.task
        mask = request.mask
        factor = request.task == .superResolve ? request.factor : nil
        (width, height, channels) = (image.width, image.height, image.channels)
        estimate = plan.estimate
        sigma = plan.settings.sigma
        lipschitz = plan.settings.lipschitz
        iterations = plan.settings.iterations
        stop = plan.settings.stop.record
        ending = restored.ending
        findings = plan.doubts + plan.findings(restored)
        ema = plan.settings.ema
        seed = request.seed
        tiles = restored.tiles
        interrupted = restored.isInterrupted
        memoryPlannedMB = Double(plan.memory) / 1_048_576
        peakMemoryMB = HostMachine.peakMemoryMB
        self.provenance = provenance
    }

    /// What the record in a folder calls a picture: its file's name where the two stand side by side, else its whole path.
    package static func name(of picture: String, recordedIn folder: String) -> String {
        let path = standard(picture), record = standard(folder)
        guard let slash = path.lastIndex(of: "/"), let end = record.lastIndex(of: "/"), path[..<slash] == record[..<end]
        else { return path }
        return String(path[path.index(after: slash)...])
    }

    /// From the root on, without `.` and `..`.
    fileprivate static func standard(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    /// Writes the record whole or not at all; throws `RecordError`.
    package func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try AtomicFile.write(try encoder.encode(self) + Data("\n".utf8), to: path)
    }

    enum CodingKeys: String, CodingKey {
        case photo, picture, options, task, mask, factor, width, height, channels, estimate, sigma, lipschitz,
            iterations, stop, ending, findings, ema, seed, tiles, interrupted, provenance
        case photoSHA256 = "photo_sha256", maskSHA256 = "mask_sha256"
        case memoryPlannedMB = "planned_memory_mb", peakMemoryMB = "peak_memory_mb"
    }
}

/// How far the restoration of a photograph has come, by the picture and the record that it left.
package enum PhotoProgress: Equatable, Sendable {
    /// There is no picture, or only that of an interrupted restoration.
    case open
    /// The picture is that of this photograph with these options.
    case finished
    /// Something else has made the picture; the reason says what.
    case foreign(String)

    /// What a record says that decides whether its picture is that of a request.
    private struct Said: Decodable {
        let options: String?
        let ending: String?
        /// Older records do not name it.
        let picture: String?
        let photoSHA256: String?, maskSHA256: String?

        enum CodingKeys: String, CodingKey {
            case options, ending, picture, photoSHA256 = "photo_sha256", maskSHA256 = "mask_sha256"
        }

        /// Nil where there is no record that can be read.
        static func read(_ record: String) -> Said? {
            (try? TextFile.data(record)).flatMap { try? JSONDecoder().decode(Said.self, from: $0) }
        }

        var isInterrupted: Bool { ending == RestoredTile.Ending.interrupted.rawValue }

        /// Whether a picture is the one that was written with the record.
        func isOf(_ path: String, record: String) -> Bool {
            let folder = record.lastIndex(of: "/").map { $0 == record.startIndex ? "/" : String(record[..<$0]) } ?? "."
            guard let picture else {
                // As the folder is called unless another is chosen.
                let stem = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
                return PhotoRecord.standard(stem) == PhotoRecord.standard(folder)
            }
            return picture == PhotoRecord.name(of: path, recordedIn: folder)
        }

        func isOf(photo: String) throws -> Bool {
            try FileSum(ofFileAt: photo).map { $0.sha256 == photoSHA256 } ?? true
        }

        func isOf(mask: String) throws -> Bool {
            try FileSum(ofFileAt: mask).map { $0.sha256 == maskSHA256 } ?? true
        }
    }

    /// Whether a picture and its record are those of an interrupted restoration of this photograph, and mask, with these options.
    package static func isInterrupted(
        photo: String, mask: String?, picture: String, record: String, options: String
    ) -> Bool {
        guard let said = Said.read(record), said.isInterrupted, said.options == options,
            said.isOf(picture, record: record), (try? said.isOf(photo: photo)) == true
        else { return false }
        return mask.map { (try? said.isOf(mask: $0)) == true } ?? true
    }

    /// - Parameter record: the path of `restoration.json`; nil where none is written, so that a picture is enough.
    /// - Parameter options: what `PhotoRecord.options` of such a restoration is.
    /// - Throws: `DownloadError` for a photograph or mask that cannot be read.
    package init(photo: String, mask: String? = nil, picture: String, record: String?, options: String) throws {
        guard FileManager.default.fileExists(atPath: picture) else {
            self = .open
            return
        }
        guard let record else {
            self = .finished
            return
        }
        guard let said = Said.read(record) else {
            self = .foreign("exists already, without a record of its restoration")
            return
        }
        if said.options != options {
            self = .foreign("was made with other options: \(said.options ?? "unknown")")
        } else if try !said.isOf(photo: photo) {
            self = .foreign("was made of another version of \(photo)")
        } else if let mask, try !said.isOf(mask: mask) {
            self = .foreign("was made with another version of \(mask)")
        } else if !said.isOf(picture, record: record) {
            self = .foreign("exists already, and is not the picture that its record belongs to")
        } else {
            self = said.isInterrupted ? .open : .finished
        }
    }
}
