import Foundation
import LoopbackServer
import Records
import Testing

@testable import Downloads

/// Against servers that cannot prove who they are.
@Suite struct SecureConnectionTests {
    @Test(.enabled(if: SecureServer.isAvailable, "there is no openssl"))
    func aCertificateThatNobodyVouchesForIsRefused() throws {
        let folder = try DownloadFolder()
        let server = try SecureServer(in: folder)
        defer { server.stop() }
        // The file is the right one, so that nothing but the certificate stands in the way.
        try folder.write(DownloadFolder.contents, to: "served.bmp")
        let error = #expect(throws: DownloadError.self) {
            try Downloader().fetch(folder.download("https://localhost:\(server.port)/served.bmp"))
        }
        guard case .insecure(let host, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(host == "localhost:\(server.port)")
        #expect(reason.contains("certificate"))
        #expect(error?.concernsAllFiles == true)
        #expect(!folder.names.contains { $0.hasPrefix("picture.bmp") })
    }

    @Test func aServerWithoutTLSIsRefused() throws {
        let folder = try DownloadFolder()
        let server = try LoopbackServer { _, _ in .file(DownloadFolder.contents) }
        let download = folder.download("https://127.0.0.1:\(server.port)/a")
        // What it answers depends on how it takes the greeting; a file it is never.
        #expect(throws: DownloadError.self) { try Downloader(patience: .init(silence: 2, pauses: [])).fetch(download) }
        #expect(!folder.names.contains("picture.bmp"))
    }
}

/// The server of the openssl program, with a certificate of its own making.
final class SecureServer: Sendable {
    private static let program = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"]
        .first(where: FileManager.default.isExecutableFile)

    static var isAvailable: Bool { program != nil }

    let port: Int
    private let process: Process

    init(in folder: DownloadFolder) throws {
        let identity = ["-keyout", "key.pem", "-out", "cert.pem"]
        try Self.start(
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"] + identity,
            in: folder
        )
        .process.waitForEnd()
        let (process, output) = try Self.start(
            ["s_server", "-accept", "127.0.0.1:0", "-cert", "cert.pem", "-key", "key.pem", "-WWW"], in: folder)
        self.process = process
        var text = ""
        // It says `ACCEPT 127.0.0.1:40000` when it is ready.
        while !text.contains(#/ACCEPT .*:\d+\n/#), case let data = output.availableData, !data.isEmpty {
            text += String(decoding: data, as: UTF8.self)
        }
        guard let match = text.firstMatch(of: #/ACCEPT .*:(\d+)\n/#), let port = Int(match.1) else {
            kill(process.processIdentifier, SIGKILL)
            throw POSIXError(.EADDRNOTAVAIL)
        }
        self.port = port
    }

    /// Without a word: the threads that run tests block all signals that can be blocked, and a child starts with their mask.
    func stop() {
        kill(process.processIdentifier, SIGKILL)
        process.waitForEnd()
    }

    private static func start(_ arguments: [String], in folder: DownloadFolder) throws -> (
        process: Process, output: FileHandle
    ) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program!)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, pipe.fileHandleForReading)
    }
}
