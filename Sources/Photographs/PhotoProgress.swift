import Downloads
import Foundation
import Records

/// How far the restoration of a photograph has come, by the picture and the record that it left.
package enum PhotoProgress: Equatable, Sendable {
    /// There is no picture, or only that of an interrupted restoration.
    case open
    /// The picture is that of this photograph with these options.
    case finished
    /// Something else has made the picture; the reason says what.
    case foreign(String)

    /// What a record says that decides whether its picture is that of a request.
    private struct Said: Decodable {
        let options: String?
        let ending: String?
        let photoSHA256: String?

        enum CodingKeys: String, CodingKey {
            case options, ending, photoSHA256 = "photo_sha256"
        }
    }

    /// Whether a record is that of an interrupted restoration with these options.
    package static func isInterrupted(record: String, options: String) -> Bool {
        guard let data = try? TextFile.data(record), let said = try? JSONDecoder().decode(Said.self, from: data) else {
            return false
        }
        return said.ending == RestoredTile.Ending.interrupted.rawValue && said.options == options
    }

    /// - Parameter record: the path of `restoration.json`; nil where none is written, so that a picture is enough.
    /// - Parameter options: what `PhotoRecord.options` of such a restoration is.
    /// - Throws: `DownloadError` for a photograph that cannot be read.
    package init(photo: String, picture: String, record: String?, options: String) throws {
        guard FileManager.default.fileExists(atPath: picture) else {
            self = .open
            return
        }
        guard let record else {
            self = .finished
            return
        }
        guard let data = try? TextFile.data(record), let said = try? JSONDecoder().decode(Said.self, from: data) else {
            self = .foreign("exists already, without a record of its restoration")
            return
        }
        if said.ending == RestoredTile.Ending.interrupted.rawValue {
            self = .open
        } else if said.options != options {
            self = .foreign("was made with other options: \(said.options ?? "unknown")")
        } else if let sum = try FileSum(ofFileAt: photo), sum.sha256 != said.photoSHA256 {
            self = .foreign("was made of another version of \(photo)")
        } else {
            self = .finished
        }
    }
}
