import Foundation
import TestTools

/// A folder for one test.
typealias TemporaryFolder = TestTools.TemporaryFolder

extension TemporaryFolder {
    /// Writes a file and returns its path.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String { try write(text, to: name) }

    /// Runs `body` while nothing can be made in the folder.
    func whileReadOnly(_ body: () throws -> Void) rethrows {
        chmod(path, 0o555)
        defer { chmod(path, 0o755) }
        try body()
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}

/// Permissions do not bind the superuser, so tests of read-only folders need an ordinary one.
let isOrdinaryUser = geteuid() != 0
