import BinaryCoding
import Foundation

/// One checkpoint as a file: magic, version of the format, header, its CRC-64; state, its CRC-64.
///
/// The header has its own checksum, so that the progress of a run is known without reading the whole state.
struct CheckpointFile {
    /// As in PNG: bytes that a transfer as text, or one with seven bits, would change.
    static let magic: [UInt8] = [0x89] + Array("DIPCP".utf8) + [0x0D, 0x0A]
    /// Raised whenever the header or any state is written differently.
    static let version: UInt32 = 2
    /// The version of a file whose state is packed (`PackedFloats`).
    static let packedVersion: UInt32 = 3
    private static let largestHeader = 4096
    /// Magic, version and the header's length.
    private static let prefixCount = 16
    private static let checkCount = 8

    let path: String

    /// The bytes before the state, and those after it.
    static func frame(
        of state: [UInt8], header: Checkpoint.Header, version: UInt32 = version
    ) -> (head: [UInt8], tail: [UInt8]) {
        var body = ByteWriter()
        body.write(header)
        body.write(state.count)
        var head = ByteWriter()
        for byte in magic { head.write(integer: byte) }
        head.write(integer: version)
        head.write(integer: UInt32(body.bytes.count))
        for byte in body.bytes { head.write(integer: byte) }
        head.write(CRC64.of(head.bytes))
        var tail = ByteWriter()
        tail.write(CRC64.of(state))
        return (head.bytes, tail.bytes)
    }

    /// The header of a file that has all its bytes; the state is not read.
    ///
    /// Nil when there is no file; throws `CheckpointProblem` when it cannot be used by `owner`, and `RecordError` when it cannot be read.
    func header(for owner: Checkpoint.Owner) throws -> Checkpoint.Header? {
        try open { file in try start(of: file, for: owner).header }
    }

    /// The whole checkpoint; as `header(for:)` otherwise.
    func read(for owner: Checkpoint.Owner) throws -> Checkpoint? {
        try open { file in
            let (header, place, isPacked) = try start(of: file, for: owner)
            let rest = try file.readBytes(place.count + Self.checkCount, at: place.lowerBound)
            guard rest.count == place.count + Self.checkCount else { throw problem("is cut off") }
            var check = ByteReader(rest, place.count..<rest.count)
            let state = Array(rest[..<place.count])
            guard try check.read(UInt64.self) == CRC64.of(state) else {
                throw problem("is damaged: the checksum of its state is wrong")
            }
            do {
                return Checkpoint(header: header, state: isPacked ? try PackedFloats.unpack(state) : state)
            } catch let error as BinaryError {
                throw problem("is damaged: its state \(error)")
            }
        }
    }

    private func open<Result>(_ body: (FileDescriptor) throws -> Result) throws -> Result? {
        if let kind = Obstacle.kind(path) { throw problem("is \(kind), not a checkpoint") }
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let file = try FileDescriptor(opening: path, flags: O_RDONLY | O_NOFOLLOW, purpose: "be read")
        defer { try? file.close() }
        return try body(file)
    }

    /// The header and the place of the state in the file.
    private func start(of file: FileDescriptor, for owner: Checkpoint.Owner) throws -> (
        header: Checkpoint.Header, state: Range<Int>, isPacked: Bool
    ) {
        let bytes = try file.readBytes(Self.prefixCount + Self.largestHeader + Self.checkCount, at: 0)
        guard bytes.starts(with: Self.magic) else {
            throw problem(Self.magic.starts(with: bytes) ? "is cut off" : "is not a checkpoint")
        }
        guard bytes.count >= Self.prefixCount else { throw problem("is cut off") }
        var prefix = ByteReader(bytes, Self.magic.count..<Self.prefixCount)
        let version = try prefix.integer(UInt32.self), length = Int(try prefix.integer(UInt32.self))
        guard version == Self.version || version == Self.packedVersion else {
            throw problem(
                "has version \(version) of the format; this program reads \(Self.version) and \(Self.packedVersion)")
        }
        guard length <= Self.largestHeader else { throw problem("is damaged: its header has \(length) bytes") }
        let end = Self.prefixCount + length
        guard bytes.count >= end + Self.checkCount else { throw problem("is cut off") }
        var check = ByteReader(bytes, end..<end + Self.checkCount)
        guard try check.read(UInt64.self) == CRC64.of(Array(bytes[..<end])) else {
            throw problem("is damaged: the checksum of its header is wrong")
        }

        var body = ByteReader(bytes, Self.prefixCount..<end)
        let header: Checkpoint.Header, count: Int
        do {
            header = try body.read()
            count = try body.read()
            try body.finish()
        } catch let error as BinaryError {
            throw problem("is damaged: its header \(error)")
        }
        let first = end + Self.checkCount, (whole, overflow) = count.addingReportingOverflow(first + Self.checkCount)
        let size = try file.size()
        guard count >= 0, !overflow, size == whole else {
            throw problem(
                size < whole || overflow
                    ? "is cut off: it has \(size) of \(whole) bytes"
                    : "is damaged: it has \(size - whole) bytes too many")
        }
        guard header.owner.key == owner.key else { throw problem("belongs to the run with key \(header.owner.key)") }
        guard header.owner.numericsVersion == owner.numericsVersion else {
            throw problem(
                "was written with numerics version \(header.owner.numericsVersion); this program has \(owner.numericsVersion)"
            )
        }
        return (header, first..<first + count, version == Self.packedVersion)
    }

    private func problem(_ reason: String) -> CheckpointProblem { CheckpointProblem(path, reason) }
}
