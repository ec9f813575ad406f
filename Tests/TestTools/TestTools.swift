import Foundation
import Records
import Wording

/// The folder of the package.
package let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// A folder that is removed when the value goes away.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("dip-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a text file, with the folders above it, and returns its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    package func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
    }
}

/// Writes a shell script that can be run, with the folders above it.
///
/// Another process writes it: what this one holds open for writing, a program that another test starts holds too for a moment, and no
/// system runs a file that somebody writes to ("Text file busy").
package func writeProgram(_ script: String, to path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    try process.start(
        ["-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2\" && chmod 755 \"$2\"", "sh", script, path],
        output: FileHandle.nullDevice, errors: FileHandle.nullDevice
    ) { RecordError($0) }
    guard process.waitForEnd().isSuccess else { throw RecordError("'\(path)' was not written") }
}

/// Starts a program that signals reach: a child starts with its parent's signal mask, and on Linux the threads that run tests block
/// all signals.
package func withoutBlockedSignals<Started>(_ start: () throws -> Started) rethrows -> Started {
    var none = sigset_t(), before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try start()
}

/// Collects what is shown.
package final class TextCollector: TextSink {
    package private(set) var text = ""
    package init() {}
    package func write(_ text: String) { self.text += text }
}

/// A dataset of two pictures, neither of which exists.
package enum TwoPictures {
    /// The text of its manifest.
    package static let manifest = """
        title: Two pictures
        folder: pictures/two
        source: somewhere
        licence: none
        files:
          - {file: sea.bmp, url: "https://example.org/sea.bmp", bytes: 10, sha256: \(String(repeating: "ab", count: 32))}
          - {file: sky.png, url: "https://example.org/sky.png", bytes: 20, sha256: \(String(repeating: "cd", count: 32))}

        """
}
