import BinaryCoding

/// The complete state of a run between two iterations, from which another process can resume it.
public struct Checkpoint: Equatable, Sendable {
    /// The run that a checkpoint belongs to; no other run may use it.
    public struct Owner: Equatable, Sendable {
        /// The run's key.
        public var key: String
        /// The numerics version of the program that wrote it.
        public var numericsVersion: Int

        public init(key: String, numericsVersion: Int) {
            self.key = key
            self.numericsVersion = numericsVersion
        }
    }

    /// What is known without reading the state.
    public struct Header: Equatable, Sendable {
        public var owner: Owner
        /// Iterations done.
        public var iteration: Int
        /// The end of `curves.csv` at that iteration.
        public var curves: CurveMark

        public init(owner: Owner, iteration: Int, curves: CurveMark) {
            self.owner = owner
            self.iteration = iteration
            self.curves = curves
        }
    }

    public var header: Header
    /// The encoded state, written and read by the fit.
    public var state: [UInt8]

    public init(header: Header, state: [UInt8]) {
        self.header = header
        self.state = state
    }
}

extension Checkpoint.Header: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(owner.key)
        writer.write(owner.numericsVersion)
        writer.write(iteration)
        writer.write(curves)
    }

    public init(from reader: inout ByteReader) throws {
        owner = Checkpoint.Owner(key: try reader.read(), numericsVersion: try reader.read())
        iteration = try reader.read()
        curves = try reader.read()
        guard iteration >= 0 else { throw BinaryError.invalid("the iteration \(iteration)") }
    }
}

/// Why a checkpoint cannot be used; its description names the file and the reason.
public struct CheckpointProblem: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ path: String, _ reason: String) {
        description = "\(path): \(reason)"
    }
}
