import Foundation

/// A message from the process of a run to its parent: one line of JSON on standard output.
enum WorkerMessage: Codable, Equatable {
    case resume(at: Int, from: String?)
    case remark(String)
    case progress(done: Int, psnr: Double?)
    case end(RunOutcome)

    /// With its newline.
    var line: Data {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        // All values can be encoded.
        return (try? encoder.encode(self)).map { $0 + Data("\n".utf8) } ?? Data()
    }

    /// Nil for a line that is not a message.
    init?(line: some Collection<UInt8>) {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard let message = try? decoder.decode(WorkerMessage.self, from: Data(line)) else { return nil }
        self = message
    }
}
