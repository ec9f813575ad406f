import Foundation

/// The last finished row of a `curves.csv` that may be growing, read without the rows before it.
package struct CurveTail: Equatable, Sendable {
    /// Values by column; undefined values are left out.
    package let values: [String: Double]

    private static let longestLine = 4096

    /// Nil if there is no such file, or no finished row in it.
    package init?(contentsOf path: String) {
        guard let file = try? FileDescriptor(opening: path, flags: O_RDONLY, purpose: "be read") else { return nil }
        defer { try? file.close() }
        guard let length = try? file.size(), let start = try? file.readBytes(Self.longestLine, at: 0),
            let header = start.split(separator: UInt8(ascii: "\n")).first
        else { return nil }
        let tail = max(header.count + 1, length - Self.longestLine)
        guard tail < length, let end = try? file.readBytes(Self.longestLine, at: tail) else { return nil }
        let columns = CSVFile.cells(header)
        // What follows the last newline is not finished; the first line may be cut.
        let rows = end.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        guard let row = rows.last.map({ CSVFile.cells($0) }), row.count == columns.count else { return nil }
        values = Dictionary(zip(columns, row.map { Double($0) }).compactMap { name, value in value.map { (name, $0) } })
        { $1 }
    }
}
