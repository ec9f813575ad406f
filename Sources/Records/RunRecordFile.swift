import Foundation

extension RunRecord {
    /// Reads a `run.json`; throws `RecordError` that names the file and, if one is wrong, the field.
    package init(contentsOf path: String) throws {
        let data = try TextFile.data(path)
        do {
            self = try JSONDecoder().decode(RunRecord.self, from: data)
        } catch {
            throw RecordError("\(path): \(Self.problem(error))")
        }
    }

    /// Writes the record atomically: sorted keys, indented, with a final newline; throws `RecordError`.
    package func write(to path: String) throws {
        try AtomicFile.write(json(), to: path, setsAside: true)
    }

    /// The text of `run.json`.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(withoutUndefinedValues) + Data("\n".utf8)
    }

    /// A time in the notation of the records, by default the present: ISO 8601, UTC, whole seconds.
    package static func timestamp(_ date: Date = Date()) -> String {
        date.ISO8601Format()
    }

    /// JSON knows no infinity: the PSNR of an exact copy, for one, is left out.
    private var withoutUndefinedValues: RunRecord {
        var record = self
        record.summary = summary.filter { $0.value.isFinite }
        record.secondsPerIteration = secondsPerIteration.flatMap { $0.isFinite ? $0 : nil }
        record.peakMemoryMB = peakMemoryMB.flatMap { $0.isFinite ? $0 : nil }
        return record
    }

    private static func problem(_ error: any Error) -> String {
        func field(_ path: [any CodingKey], _ last: (any CodingKey)? = nil) -> String {
            "'" + (path + (last.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".") + "'"
        }
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            return "is not a record of a run: the field \(field(context.codingPath, key)) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            return context.codingPath.isEmpty
                ? "is not a record of a run: it must contain one JSON object"
                : "is not a record of a run: the field \(field(context.codingPath)) has a value of the wrong type"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "is not a record of a run: the field \(field(context.codingPath)) has a value that is not allowed"
        default:
            return "is not valid JSON"
        }
    }
}
