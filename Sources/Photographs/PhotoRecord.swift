import Downloads
import Runs
import Foundation
import Records

/// The record of a restoration: `restoration.json`.
public struct PhotoRecord: Encodable {
    public let photo: String
    /// The words of the command that decide what the result is.
    public let options: String
    /// SHA-256 of the photograph's file, and of the mask's.
    public let photoSHA256: String, maskSHA256: String?
    public let task: PhotoTask
    public let mask: String?
    public let factor: Int?
    /// Size of the restored image in pixels.
    public let width: Int, height: Int, channels: Int
    public let estimate: PhotoEstimate
    public let sigma: Double?
    public let lipschitz: Double?
    /// The iterations of a tile at most.
    public let iterations: Int
    public let stop: PhotoStopRecord
    public let ending: RestoredTile.Ending
    /// What was printed about a result that is not as it should be.
    public let findings: [String]
    public let ema: Double?
    public let seed: UInt32
    public let tiles: [RestoredTile]
    public let interrupted: Bool
    public let memoryPlannedMB: Double
    public let peakMemoryMB: Double
    public let provenance: Provenance

    public init(_ plan: PhotoPlan, _ restored: RestoredPhoto, options: String, provenance: Provenance) {
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
    public func write(to path: String) throws {
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
