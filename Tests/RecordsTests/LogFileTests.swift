import Foundation
import Records
import Testing

@Suite struct LogFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The lines without their times.
    private func lines() throws -> [String] {
        try folder.text("log.txt").split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let words = line.split(separator: " ", maxSplits: 1)
            return words.count == 2 && words[0].wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#) != nil
                ? String(words[1]) : String(line)
        }
    }

    @Test func isContinuedUnlessStartedAnew() throws {
        let path = folder.path + "/log.txt"
        try LogFile(path: path).append("started")
        let second = try LogFile(path: path)
        try second.append("continued")
        try second.append("complete")
        #expect(try lines() == ["started", "continued", "complete", ""])
        try LogFile(path: path, anew: true).append("from the beginning")
        #expect(try lines() == ["from the beginning", ""])
    }

    @Test func aTornLineIsEnded() throws {
        let path = try folder.file("log.txt", "2024-05-01T10:00:00Z started\n2024-05-01T10:00:00Z compl")
        try LogFile(path: path).append("continued")
        #expect(try lines() == ["started", "compl", "continued", ""])
    }

    @Test func namesTheFileAndTheReason() throws {
        let missing = folder.path + "/none/log.txt"
        #expect(throws: RecordError("\(missing): cannot be written: no such file or directory")) {
            try LogFile(path: missing)
        }
    }
}
