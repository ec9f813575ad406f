import Foundation
import Quoting
import Records
import Wording

/// The file formats of a figure.
package enum FigureFormat: String, CaseIterable, Sendable {
    case svg, png, pdf
}

/// The gnuplot program, which draws the figures.
package struct Gnuplot: Sendable {
    /// Path of the executable.
    package let executable: String

    /// Finds gnuplot in a list of folders separated by colons, by default PATH; throws `FigureError` when it is not installed.
    package init(searchPath: String? = ProcessInfo.processInfo.environment["PATH"]) throws {
        let candidates = (searchPath ?? "").split(separator: ":").map { "\($0)/gnuplot" }
        guard let found = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            throw FigureError(
                "gnuplot was not found, so the scripts of the figures are not drawn; install it, on Debian with "
                    + "'apt-get install gnuplot-nox'")
        }
        executable = found
    }

    /// Draws `NAME.gp` as `NAME.svg` and so on beside it and returns their paths, in the order of the formats.
    ///
    /// An SVG has fewer bytes than what gnuplot draws of the script by itself, and looks the same. Throws `FigureError` when gnuplot
    /// fails or warns; an existing picture is then left unchanged.
    package func render(script: String, formats: [FigureFormat] = [.svg]) throws -> [String] {
        try formats.map { try render(script: script, format: $0) }
    }

    private func render(script: String, format: FigureFormat) throws -> String {
        let script = URL(fileURLWithPath: script)
        let picture = script.deletingPathExtension().appendingPathExtension(format.rawValue)
        let unfinished = URL(fileURLWithPath: AtomicFile.temporaryPath(beside: picture.path))
        defer { try? FileManager.default.removeItem(at: unfinished) }

        let place = script.relativePath
        let messages = try run(
            script,
            [
                // Without the user's start-up file, and with the terminal that style.gp chooses by these variables.
                "-d", "-e",
                "terminal_kind = '\(format.rawValue)'; output_file = \(GnuplotText.path(unfinished.lastPathComponent))",
                GnuplotText.direct(script.lastPathComponent),
            ])
        let size = try? unfinished.resourceValues(forKeys: [.fileSizeKey]).fileSize
        guard let size, size > 0 else {
            throw FigureError("\(place): gnuplot wrote no \(format.rawValue)\(messages.isEmpty ? "" : ": \(messages)")")
        }
        if format == .svg {
            try AtomicFile.write(CompactSVG(TextFile.read(unfinished.path)).text, to: unfinished.path)
        }
        guard rename(unfinished.path, picture.path) == 0 else {
            throw FigureError("\(picture.relativePath): cannot be written: \(SystemReason.text())")
        }
        return picture.relativePath
    }

    /// The environment that gnuplot gets. In a locale without UTF-8, such as that of a batch job, gnuplot would warn about UTF-8 text.
    static func environment(_ own: [String: String]) -> [String: String] {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { own[$0] }.first { !$0.isEmpty } ?? ""
        let isUnicode = locale.lowercased().replacing("-", with: "").contains("utf8")
        return isUnicode ? own : own.merging(["LC_ALL": "C.UTF-8"]) { $1 }
    }

    /// Runs gnuplot in the script's folder and returns its messages; throws when it fails or warns, because it exits with 0 on warnings.
    private func run(_ script: URL, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.currentDirectoryURL = script.deletingLastPathComponent()
        process.environment = Self.environment(ProcessInfo.processInfo.environment)
        let errors = Pipe()
        try process.start(arguments, output: FileHandle.nullDevice, errors: errors) { reason in
            FigureError("\(executable): cannot be run: \(reason)")
        }
        let output = String(decoding: errors.readToEnd(), as: UTF8.self)
        let end = process.waitForEnd()

        let messages = output.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }.joined(separator: " ")
        if !end.isSuccess {
            throw FigureError(
                "\(script.relativePath): gnuplot failed: \(messages.isEmpty ? "no reason given" : messages)")
        }
        if output.contains("warning:") {
            throw FigureError("\(script.relativePath): gnuplot warned: \(messages)")
        }
        return messages
    }
}
