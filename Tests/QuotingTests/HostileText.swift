import Foundation
import Records
import TestTools

/// Texts that try to end the quotes they stand in, and to run a program that makes the file `canary`.
enum HostileText {
    private static let command = "`touch canary` $(touch canary); system('touch canary'); touch canary #"

    /// Each printable ASCII character with a mark that makes it another character to Swift, but not to what reads bytes.
    static let marked = (0x20...0x7e).flatMap { code -> [String] in
        ["\u{301}", "\u{200d}"].flatMap { mark -> [String] in
            let sign = "\(Unicode.Scalar(UInt8(code)))", marked = sign + mark
            return [
                "x\(marked) \(command)", marked + command, "x\(sign)\(marked)\(command)\(marked)",
                sign + command + sign, sign,
            ]
        }
    }

    static let lineEnds = [
        "\0", "\n", "\r", "\r\n", "\u{2028}", "\u{2029}", "\u{85}", "\u{1}", "\t", "\u{7f}", "\\\n", "'\n", "\"\n",
    ].flatMap { end in
        ["x\(end)\(command)\(end)!\(command)", end + command + end, "x\\\(end)"]
    }

    static let all = marked + lineEnds
}

/// A folder for one test, and programs that run in it.
final class ScratchFolder {
    private let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    var path: String { temporary.path }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path).appendingPathComponent(name))
    }

    func data(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path).appendingPathComponent(name))
    }

    /// Runs a program that is found in the PATH, in this folder.
    func run(_ words: String...) throws -> (status: Int32, out: Data, error: String) {
        let process = Process(), out = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = out
        // A file, as a second pipe could fill up while the first one is read.
        let errors = FileManager.default.temporaryDirectory.appendingPathComponent("dip-errors-\(UUID().uuidString)")
        try Data().write(to: errors)
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        let data = out.readToEnd()
        return (process.waitForEnd().number, data, String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    static func isInstalled(_ program: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }
}

/// Strings as their scalars: Swift calls strings equal whose scalars differ.
func isSame(_ one: [String], _ other: [String]) -> Bool {
    one.map { Array($0.unicodeScalars) } == other.map { Array($0.unicodeScalars) }
}
