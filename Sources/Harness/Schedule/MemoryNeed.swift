import Architectures
import Networks
import Specs

/// The memory that runs need, in bytes, known before they start; what is known of a network is kept.
public final class MemoryNeed {
    private struct Known: Equatable {
        let architecture: Architecture
        let output: Shape
        let threads: Int
        let planned: PlannedMemory
    }

    private var known: [Known] = []
    /// What the program and its libraries take, more than was seen in any record.
    private static let program = 72 << 20
    /// Images of the size of the output that a run may hold: the clean, degraded and last one, those that are kept, spectra.
    private static let images = 24

    public init() {}

    /// Program, session, a copy of what is learned and images; 0 for a network that cannot be built, which the plan reports.
    public func bytes(_ planned: PlannedRun, threads: Int) -> Int {
        bytes(planned.run.spec, channels: planned.input.channels, width: planned.input.width, height: planned.input.height, threads: threads)
    }

    func bytes(_ spec: ExperimentSpec, channels: Int, width: Int, height: Int, threads: Int) -> Int {
        let architecture = spec.fit.architecture
        let output = Shape(channels: channels, height: height, width: width)
        let session: PlannedMemory
        if let found = known.first(where: { $0.architecture == architecture && $0.output == output && $0.threads == threads }) {
            session = found.planned
        } else {
            guard let network = try? spec.fit.network(channels: channels, height: height, width: width) else { return 0 }
            session = PlannedMemory(network, threads: threads)
            known.append(Known(architecture: architecture, output: output, threads: threads, planned: session))
        }
        return Self.program + session.total + session.parameters + Self.images * output.count * MemoryLayout<Float>.stride
    }

    /// Why a run cannot be made in so little memory, with what would help.
    func refusal(_ planned: PlannedRun, threads: Int, room: MemoryRoom) -> String {
        let need = bytes(planned, threads: threads)
        let fewer = stride(from: threads - 1, through: 1, by: -1).first { bytes(planned, threads: $0) <= room.bytes }
        let side = min(planned.input.width, planned.input.height)
        let smaller = stride(from: (side - 1) / 32 * 32, through: 64, by: -32).first { side in
            let bytes = bytes(planned.run.spec, channels: planned.input.channels, width: side, height: side, threads: threads)
            return bytes > 0 && bytes <= room.bytes
        }
        let setting = if case .synthetic = planned.run.spec.source { "size" } else { "crop" }
        let help = fewer.map { "--threads \($0) needs little enough" } ?? smaller.map { "\(setting)=\($0) needs little enough" }
        return "the run needs about \(Self.words(need)) of memory, and \(Self.words(room.bytes)) \(room.source)"
            + (help.map { "; \($0)" } ?? "; give it a machine with more")
    }

    /// `430 MB` or `1.9 GB`.
    static func words(_ bytes: Int) -> String {
        let megabytes = Double(bytes) / 1_048_576
        return megabytes < 1024 ? "\(Int(megabytes.rounded(.up))) MB" : "\((megabytes / 102.4).rounded(.up) / 10) GB"
    }
}
