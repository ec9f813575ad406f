import Foundation
import Quoting
import Reporting
import Wording

/// What is known about the terminal that shows the output.
enum Terminal {
    /// Whether standard output is a terminal that can rewrite a line.
    static var isLive: Bool {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// The width of the terminal in characters.
    static var columns: Int { windowColumns ?? 100 }

    /// The width that lines should fit: COLUMNS where it is set, or that of the terminal; nil where neither is known.
    static var chosenColumns: Int? {
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
            return columns
        }
        return windowColumns
    }

    /// The width of the window that standard output is shown in; nil where it is not known.
    private static var windowColumns: Int? {
        var size = winsize()
        return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }

    /// A sentence with times as long ago as they were, on a terminal; files are read later, and keep them.
    static func words(_ sentence: String) -> String {
        isatty(STDOUT_FILENO) == 1 ? DurationWords.withAges(sentence) : sentence
    }

    /// Whether words may be coloured: on a terminal, unless NO_COLOR is set to anything.
    static var hasColour: Bool { isLive && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty }

    /// Prints a line in which the first word that names a state has its colour, where there is colour.
    static func show(_ line: String) {
        Output.write((hasColour ? Colour.painted(TerminalText.safe(line)) : TerminalText.safe(line)) + "\n")
    }

    /// Shows a sentence about something wrong, on standard error, in one line.
    static func complain(_ sentence: String) {
        write("dip: \(TerminalText.line(sentence))\n")
    }

    /// The same for a sentence with a list below it, whose lines stay as they are.
    static func complainOfSeveral(_ lines: String) {
        write("dip: \(TerminalText.safe(lines))\n")
    }

    private static func write(_ complaint: String) {
        try? FileHandle.standardError.write(contentsOf: Data(complaint.utf8))
    }
}

/// Draws scripts that are written.
enum Drawing {
    /// Prints the path of every picture; throws `CommandFailure`, because the script has already been written.
    static func draw(_ script: String, formats: [FigureFormat] = [.svg]) throws {
        do {
            for picture in try Gnuplot().render(script: script, formats: formats) { print(picture) }
        } catch {
            throw CommandFailure("\(error)")
        }
    }
}

/// The colours of states, for a terminal.
enum Colour {
    private static let codes: [Substring: Int] = [
        "ok": 32, "done": 32, "complete": 32, "cached": 32, "running": 36, "note": 33, "interrupted": 33, "missing": 33,
        "failed": 31, "unreadable": 31,
    ]

    /// The line with the first of its words that names a state in that state's colour; nothing else changes.
    static func painted(_ line: String) -> String {
        for word in line.split(separator: " ") {
            guard let code = codes[word] else { continue }
            return line[..<word.startIndex] + "\u{1B}[\(code)m\(word)\u{1B}[0m" + line[word.endIndex...]
        }
        return line
    }
}
