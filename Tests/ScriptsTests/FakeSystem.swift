import Foundation
import Records
import TestTools

/// A folder of programs that is all a script finds: a few real ones, and made-up ones that answer as another system would.
///
/// Every made-up program that changes something writes its arguments to `log`.
final class FakeSystem {
    struct Output {
        let status: Int32
        /// Standard output and standard error as they came.
        let text: String
    }

    let folder: URL
    private let log: URL

    /// A system where nothing is missing: Swift 6, an x86-64 processor with AVX2, no package manager, and a user who is not root.
    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("dip-system-\(UUID().uuidString)")
        log = folder.appendingPathComponent("log")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: log)
        for name in ["cat", "dirname", "env", "grep", "head", "ls", "sed", "mkdir", "touch"] {
            let real = try ["/usr/bin", "/bin"].map { "\($0)/\(name)" }.first(
                where: FileManager.default.isExecutableFile
            )
            .orThrow("there is no \(name)")
            try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: real)
        }
        try add("sh", "case $1 in */simd.sh) echo avx2 ;; *) exec /bin/sh \"$@\" ;; esac")
        try add("uname", "echo x86_64")
        try add("id", "echo 1000")
        try add("swift", "echo 'Swift version 6.3 (swift-6.3-RELEASE)'")
        try add("gnuplot", "")
        try add("pkg-config", "")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A program; in its text `$log` is the file that the test reads.
    func add(_ name: String, _ script: String) throws {
        try? FileManager.default.removeItem(atPath: path(name))
        try writeProgram("log='\(log.path)'\n\(script)", to: path(name))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

    /// pkg-config does not know this library.
    func lacks(_ library: String) throws { try add("pkg-config", "[ \"$2\" != \(library) ]") }

    /// Debian, whose apt-get is logged.
    func isDebian() throws {
        try add("dpkg-query", "case $4 in libcurl*) echo 'install ok installed' ;; *) exit 1 ;; esac")
        try add("apt-get", "echo \"apt-get $*\" >> $log")
    }

    /// A sudo that asks for a password, which only a terminal can answer.
    func hasSudo() throws {
        try add("sudo", "echo \"sudo $*\" >> $log; [ \"$1\" = -n ] && exit 1; echo '[sudo] password:' >&2; exec \"$@\"")
    }

    var calls: [String] {
        get throws { try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init) }
    }

    /// Runs a script of the repository with nothing else to find, in the system's folder.
    func run(_ script: String, _ arguments: String..., environment: [String: String] = [:], terminal: Bool = false)
        throws -> Output
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [repository.appendingPathComponent(script).path] + arguments
        process.currentDirectoryURL = folder
        process.environment = ["PATH": folder.path].merging(environment) { $1 }
        let channel = try terminal ? Channel.terminal() : Channel.pipe()
        process.standardInput = terminal ? channel.far : FileHandle.nullDevice
        process.standardOutput = channel.far
        process.standardError = channel.far
        try process.run()
        try channel.far.close()
        let text = channel.text()
        return Output(status: process.waitForEnd().number, text: text)
    }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}

/// Two ends of a pipe, or of a terminal.
struct Channel {
    let near: FileHandle
    let far: FileHandle

    static func pipe() -> Channel {
        let pipe = Pipe()
        return Channel(near: pipe.fileHandleForReading, far: pipe.fileHandleForWriting)
    }

    static func terminal() throws -> Channel {
        var near: Int32 = -1, far: Int32 = -1
        guard openpty(&near, &far, nil, nil, nil) == 0 else { throw Missing("there is no terminal") }
        return Channel(
            near: FileHandle(fileDescriptor: near, closeOnDealloc: true),
            far: FileHandle(fileDescriptor: far, closeOnDealloc: true))
    }

    /// All that comes until the last writer is gone, which a terminal reports as an error.
    func text() -> String {
        var bytes: [UInt8] = [], piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(near.fileDescriptor, &piece, piece.count)
            if count > 0 { bytes += piece[..<count] } else if count == 0 || errno != EINTR { break }
        }
        return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    }
}

struct Missing: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension Optional {
    func orThrow(_ reason: String) throws -> Wrapped {
        guard let self else { throw Missing(reason) }
        return self
    }
}
