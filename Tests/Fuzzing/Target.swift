import BinaryCoding
import Foundation
@testable import Datasets
@testable import Imaging
@testable import Records
@testable import Runs
@testable import Specs

/// What reads bytes that other programs, or other people, have written; each may refuse them, and must not crash or hang.
enum Target: String, CaseIterable {
    case png, bmp, jpeg, tiff, photograph, spec, curves, stops, record, checkpoint, manifest, message, lock

    func read(_ bytes: [UInt8], file: InputFile) throws {
        switch self {
        case .png: _ = try PNGFile.decode(bytes, path: "a.png")
        case .bmp: _ = try BMPFile.decode(bytes, path: "a.bmp")
        case .jpeg: _ = try JPEGFile.decode(bytes, path: "a.jpg")
        case .tiff: _ = try TIFFFile.samples(bytes, path: "a.tif")
        case .photograph: _ = try Photograph(bytes, path: "a")
        case .spec: _ = try Experiment(contentsOf: file.write(bytes), scale: nil, overrides: [], sets: NoSets())
        case .curves:
            let path = try file.write(bytes)
            _ = CurveTail(contentsOf: path)
            let table = try CurveTable(contentsOf: path)
            precondition(table.rows.allSatisfy { $0.count == table.columns.count })
        case .stops: _ = try StopTable.read(file.write(bytes))
        case .record: _ = try RunRecord(contentsOf: file.write(bytes)).json()
        case .checkpoint: try checkpoint(bytes, file: file)
        case .manifest: _ = try DatasetManifest(contentsOf: file.write(bytes))
        case .message: _ = WorkerMessage(line: bytes)
        case .lock: _ = FoundLock(try file.write(bytes))?.isAlive(in: file.folder, limit: 60)
        }
    }

    private static let owner = Checkpoint.Owner(key: "0123456789ab", numericsVersion: 1)

    /// As it is, which mostly fails the checksums, and as the header of a file whose checksums are right.
    private func checkpoint(_ bytes: [UInt8], file: InputFile) throws {
        _ = try? CheckpointFile(path: file.write(bytes)).read(for: Self.owner)
        var framed = ByteWriter()
        for byte in CheckpointFile.magic { framed.write(integer: byte) }
        framed.write(integer: CheckpointFile.version)
        framed.write(integer: UInt32(bytes.count))
        for byte in bytes { framed.write(integer: byte) }
        framed.write(CRC64.of(framed.bytes))
        _ = try CheckpointFile(path: file.write(framed.bytes)).read(for: Self.owner)
    }
}

/// A program without manifests.
private struct NoSets: ImageSets {
    var names: [String] { [] }
    func images(of name: String) throws -> [DatasetImage]? { nil }
}

/// The file that inputs are written to, for what reads files.
struct InputFile {
    let folder: String

    init() throws {
        // Where there is one, a folder in memory.
        let place = Folder.exists("/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        folder = "\(place)/dip-fuzz-\(getpid())"
        try Folder.create(folder)
    }

    func write(_ bytes: [UInt8]) throws -> String {
        let path = folder + "/input.yaml"
        let number = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(number) }
        guard bytes.withUnsafeBytes({ Foundation.write(number, $0.baseAddress, $0.count) }) == bytes.count else {
            throw RecordError("\(path): cannot be written")
        }
        return path
    }
}
