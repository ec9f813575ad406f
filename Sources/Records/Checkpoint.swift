import BinaryCoding

/// The complete state of a run between two iterations, from which another process can resume it.
package struct Checkpoint: Equatable, Sendable {
    /// The run that a checkpoint belongs to; no other run may use it.
    package struct Owner: Equatable, Sendable {
        /// The run's key.
        package var key: String
        /// The numerics version of the program that wrote it.
        package var numericsVersion: Int

        package init(key: String, numericsVersion: Int) {
            self.key = key
            self.numericsVersion = numericsVersion
        }
    }

    /// What is known without reading the state.
    package struct Header: Equatable, Sendable {
        package var owner: Owner
        /// Iterations done.
        package var iteration: Int
        /// The end of `curves.csv` at that iteration.
        package var curves: CurveMark
    }

    package var header: Header
    /// The encoded state, written and read by the fit.
    package var state: [UInt8]
}

extension Checkpoint {
    /// The state of a run after some iterations, with the curves up to there.
    package init(owner: Owner, iteration: Int, curves: CurveMark, state: [UInt8]) {
        self.init(header: Header(owner: owner, iteration: iteration, curves: curves), state: state)
    }
}

extension Checkpoint.Header: BinaryCodable {
    package func encode(to writer: inout ByteWriter) {
        writer.write(owner.key)
        writer.write(owner.numericsVersion)
        writer.write(iteration)
        writer.write(curves)
    }

    package init(from reader: inout ByteReader) throws {
        owner = Checkpoint.Owner(key: try reader.read(), numericsVersion: try reader.read())
        iteration = try reader.read()
        curves = try reader.read()
        guard iteration >= 0 else { throw BinaryError.invalid("the iteration \(iteration)") }
    }
}

/// Why a checkpoint cannot be used; its description names the file and the reason.
package struct CheckpointProblem: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ path: String, _ reason: String) {
        description = "\(path): \(reason)"
    }

    /// A whole sentence that names the file.
    package init(_ sentence: String) {
        description = sentence
    }
}
