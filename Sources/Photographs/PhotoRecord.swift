import Downloads
import Foundation
import Records
import Runs

/// The record of a restoration: `restoration.json`.
package struct PhotoRecord: Encodable {
    package let photo: String
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

    package init(_ plan: PhotoPlan, _ restored: RestoredPhoto, options: String, provenance: Provenance) {
        let request = plan.request, image = plan.photograph.image
        photo = request.path
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

    /// Writes the record whole or not at all; throws `RecordError`.
    package func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try AtomicFile.write(try encoder.encode(self) + Data("\n".utf8), to: path)
    }

    enum CodingKeys: String, CodingKey {
        case photo, options, task, mask, factor, width, height, channels, estimate, sigma, lipschitz, iterations, stop,
            ending,
            findings, ema, seed, tiles, interrupted, provenance
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
        let photoSHA256: String?, maskSHA256: String?

        enum CodingKeys: String, CodingKey {
            case options, ending, photoSHA256 = "photo_sha256", maskSHA256 = "mask_sha256"
        }
    }

    /// Whether a record is that of an interrupted restoration with these options.
    package static func isInterrupted(record: String, options: String) -> Bool {
        guard let data = try? TextFile.data(record), let said = try? JSONDecoder().decode(Said.self, from: data) else {
            return false
        }
        return said.ending == RestoredTile.Ending.interrupted.rawValue && said.options == options
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
        guard let data = try? TextFile.data(record), let said = try? JSONDecoder().decode(Said.self, from: data) else {
            self = .foreign("exists already, without a record of its restoration")
            return
        }
        if said.options != options {
            self = .foreign("was made with other options: \(said.options ?? "unknown")")
        } else if let sum = try FileSum(ofFileAt: photo), sum.sha256 != said.photoSHA256 {
            self = .foreign("was made of another version of \(photo)")
        } else if let mask, let sum = try FileSum(ofFileAt: mask), sum.sha256 != said.maskSHA256 {
            self = .foreign("was made with another version of \(mask)")
        } else {
            self = said.ending == RestoredTile.Ending.interrupted.rawValue ? .open : .finished
        }
    }
}
