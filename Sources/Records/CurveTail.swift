import Foundation

/// The last finished row of a `curves.csv` that may be growing, read without the rows before it.
public struct CurveTail: Equatable, Sendable {
    /// Values by column; undefined values are left out.
    public let values: [String: Double]

    private static let longestLine = 4096

    /// Nil if there is no such file, or no finished row in it.
    public init?(contentsOf path: String) {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        guard let start = try? handle.read(upToCount: Self.longestLine),
            let header = start.split(separator: UInt8(ascii: "\n")).first,
            let length = try? handle.seekToEnd()
        else { return nil }
        let tail = UInt64(max(header.count + 1, Int(length) - Self.longestLine))
        guard tail < length, (try? handle.seek(toOffset: tail)) != nil, let end = try? handle.readToEnd() else {
            return nil
        }
        let columns = CSVFile.cells(header)
        // What follows the last newline is not finished; the first line may be cut.
        let rows = end.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        guard let row = rows.last.map({ CSVFile.cells($0) }), row.count == columns.count else { return nil }
        values = Dictionary(zip(columns, row.map { Double($0) }).compactMap { name, value in value.map { (name, $0) } })
        { $1 }
    }
}
