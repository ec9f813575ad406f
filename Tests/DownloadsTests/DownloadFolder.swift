import Foundation
import TestTools
@testable import Downloads

/// A folder to download into, gone with the last reference to it.
final class DownloadFolder: Sendable {
    private let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    var path: String { temporary.path }

    /// The file that the tests fetch: long enough to come in several pieces.
    static let contents = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7 ^ $0) }

    static func sum(_ bytes: [UInt8]) -> FileSum { FileSum(of: bytes) }

    func download(_ address: String, expecting bytes: [UInt8] = contents, as name: String = "picture.bmp") -> Download {
        Download(url: URL(string: address)!, expected: Self.sum(bytes), path: "\(path)/\(name)")
    }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }

    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
