import Architectures
import Networks
import Restoration
import Specs
import Wording

/// Estimates the memory that a fit needs, in bytes, before it starts; remembers the estimate of each network.
package final class MemoryEstimate {
    private struct Known: Equatable {
        let architecture: Architecture
        let output: Shape
        /// Whether the network sees more than the image.
        let isPadded: Bool
        let method: RestorationMethod
        let threads: Int
        let planned: PlannedMemory
    }

    private var known: [Known] = []
    /// What the program and its libraries take, more than was seen in any record.
    private static let program = 72 << 20
    /// What drivers and compilers of devices take of the host's memory.
    private static let driver = 512 << 20
    /// Images of the size of the output that a fit may hold: the clean, degraded and last one, their average and the
    /// best one, those that rules keep, a mask, frames and spectra.
    private static let images = 24
    /// The same for a method without a network, whose tiles have sums of their own.
    private static let directImages = 64

    private let isOnDevice: Bool

    /// - Parameter place: where the networks are trained; a device has memory of its own for them.
    package init(place: TrainingPlace = .processor) { isOnDevice = place.driver != nil }

    /// The memory of a run's process; 0 for a network that cannot be built, which the plan reports.
    package func bytes(_ planned: PlannedRun, threads: Int) -> Int {
        let input = planned.input
        return bytes(
            planned.run.spec, channels: input.channels, height: input.height, width: input.width, threads: threads)
    }

    func bytes(_ spec: ExperimentSpec, channels: Int, height: Int, width: Int, threads: Int) -> Int {
        (try? bytes(spec.fit, channels: channels, height: height, width: width, threads: threads)) ?? 0
    }

    /// The memory of the process of one fit: program, training session, a copy of the weights, and images.
    /// - Throws: `NetworkError` when the size does not suit the network.
    package func bytes(_ fit: FitConfiguration, channels: Int, height: Int, width: Int, threads: Int) throws -> Int {
        let output = Shape(channels: channels, height: height, width: width)
        let session: PlannedMemory
        if let found = known.first(where: {
            ($0.output, $0.isPadded, $0.threads) == (output, fit.padsImage, threads)
                && $0.architecture == fit.architecture && $0.method == fit.method
        }) {
            session = found.planned
        } else {
            guard let network = try fit.network(channels: channels, height: height, width: width) else {
                return Self.program + Self.directImages * output.count * MemoryLayout<Float>.stride
            }
            session = PlannedMemory(network, threads: threads)
            known.append(
                Known(
                    architecture: fit.architecture, output: output, isPadded: fit.padsImage, method: fit.method,
                    threads: threads, planned: session))
        }
        let images = Self.images * output.count * MemoryLayout<Float>.stride
        // The network as it is read and written: what is learned, and Adam's two averages of it.
        if isOnDevice { return Self.program + Self.driver + 4 * session.parameters + images }
        // Passes share what is learned; each has its own maps.
        let more = Double(session.maps + session.workers) * (fit.passesPerStep - 1)
        return Self.program + session.total + Int(more) + session.parameters + images
    }

    /// Why the process of a run cannot be given so little address space; nil when it can, or without a limit.
    func refusal(_ planned: PlannedRun, threads: Int, addressSpace: Int?) -> String? {
        let memory = bytes(planned, threads: threads), need = memory + AddressSpace.reserved(threads: threads)
        guard let left = addressSpace, memory > 0, need > left else { return nil }
        return "the run needs about \(Amount.neededMemory(need)) of address space on \(threads) "
            + "thread\(threads == 1 ? "" : "s"), and \(Amount.neededMemory(left)) are left of its limit (ulimit -v); raise it"
            + (threads > 1 ? " or take fewer --threads" : "")
    }

    /// Why a run cannot be made in so little memory, with what would help.
    func refusal(_ planned: PlannedRun, threads: Int, room: AvailableMemory) -> String {
        let need = bytes(planned, threads: threads)
        let fewer = stride(from: threads - 1, through: 1, by: -1).first { bytes(planned, threads: $0) <= room.bytes }
        let side = min(planned.input.width, planned.input.height)
        let smaller = stride(from: (side - 1) / 32 * 32, through: 64, by: -32).first { side in
            let bytes = bytes(
                planned.run.spec, channels: planned.input.channels, height: side, width: side,
                threads: threads)
            return bytes > 0 && bytes <= room.bytes
        }
        let setting = if case .synthetic = planned.run.spec.source { "size" } else { "crop" }
        let help =
            fewer.map { "--threads \($0) would fit" }
            ?? smaller.map { "\(setting)=\($0) would fit" }
        return
            "this run needs about \(Amount.neededMemory(need)) of memory, but only \(Amount.neededMemory(room.bytes)) "
            + room.source + (help.map { "; \($0)" } ?? "; use a machine with more memory")
    }
}
