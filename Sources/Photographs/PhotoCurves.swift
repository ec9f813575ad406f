import Records

/// The curves of a restoration, `curves.csv` of its record; without a record nothing is written.
package final class PhotoCurves {
    private let path: String?
    private var writer: CurveWriter?

    /// - Parameter path: of the file; nil for none.
    package init(path: String?) { self.path = path }

    /// Adds a row, the first one below a header. Throws `RecordError`.
    package func append(_ columns: [String], _ values: [Double?]) throws {
        guard let path else { return }
        if writer == nil { writer = try CurveWriter(path: path, columns: columns) }
        try writer?.append(values)
    }

    /// The present end of the file, after it is on the disk.
    func mark() throws -> CurveMark { try writer?.synchronized() ?? CurveMark.none }

    /// Whether the file begins with the rows before a mark; nothing is changed.
    func isUnchanged(until mark: CurveMark) throws -> Bool {
        guard let path, mark.bytes > 0 else { return true }
        guard let columns = columns(until: mark) else { return false }
        return try CurveWriter.beginning(of: path, columns: columns, until: mark) != nil
    }

    /// Goes back to an earlier end; false, with nothing changed, where the file is another one.
    func resume(at mark: CurveMark) throws -> Bool {
        guard let path, mark.bytes > 0 else { return true }
        guard let columns = columns(until: mark),
            let next = try CurveWriter(path: path, columns: columns, continuing: mark)
        else { return false }
        try close()
        writer = next
        return true
    }

    /// Those of the file's header.
    private func columns(until mark: CurveMark) -> [String]? {
        guard let path, let head = try? TextFile.head(path, count: min(mark.bytes, Self.longestHeader)) else {
            return nil
        }
        return String(decoding: head, as: UTF8.self).split(separator: "\n", maxSplits: 1).first?.split(separator: ",")
            .map(String.init)
    }

    private static let longestHeader = 4096

    package func close() throws {
        try writer?.close()
        writer = nil
    }
}
