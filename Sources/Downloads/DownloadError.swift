import Foundation

/// Why a file was not fetched; its description is the sentence to show.
package enum DownloadError: Error, Equatable, Sendable, CustomStringConvertible {
    /// This machine has no connection to any other.
    case noNetwork(host: String)
    case hostNotFound(host: String)
    /// No server answers at this address.
    case noServer(server: String)
    /// The server's certificate is not valid, or it does not use TLS.
    case insecure(host: String, reason: String)
    /// The address is neither HTTPS nor on this machine; `from` is the address that redirects there, if any.
    case addressNotAllowed(address: String, from: String?)
    case status(code: Int, address: String)
    /// The connection ended before the file did.
    case dropped(host: String, received: Int, bytes: Int)
    case silent(host: String, seconds: Int)
    /// The received file has the wrong size or SHA-256 and was removed.
    case wrongContents(address: String, found: FileSum, expected: FileSum)
    /// The server sent more bytes than expected; they were removed.
    case tooLong(address: String, bytes: Int)
    /// Another process is fetching the same file.
    case busy(path: String)
    case cannotRead(path: String, reason: String)
    case cannotWrite(path: String, reason: String)
    case interrupted
    case failed(address: String, reason: String)

    package var description: String {
        switch self {
        case .noNetwork(let host): "there is no network: \(host) cannot be reached"
        case .hostNotFound(let host): "the host \(host) cannot be found; check the network and its name server"
        case .noServer(let server): "no server answers at \(server)"
        case .insecure(let host, let reason): "no secure connection to \(host): \(reason)"
        case .addressNotAllowed(let address, let from?):
            "\(from) redirects to \(address), which is not allowed: addresses must be https, or http on this machine"
        case .addressNotAllowed(let address, nil):
            "\(address) is not allowed: addresses must be https, or http on this machine"
        case .status(let code, let address):
            "\(address) answered with status \(code)" + (Self.meaning(code).map { " (\($0))" } ?? "")
        case .dropped(let host, let received, let bytes):
            "the connection to \(host) was dropped after \(received) of \(bytes) bytes"
        case .silent(let host, let seconds): "no data from \(host) for \(seconds) s"
        case .wrongContents(let address, let found, let expected):
            "\(address) sent \(found), not the expected \(expected); the received data was removed"
        case .tooLong(let address, let bytes):
            "\(address) sent more than the expected \(bytes) bytes; the received data was removed"
        case .busy(let path): "another process is fetching \(path)"
        case .cannotRead(let path, let reason): "\(path): cannot be read: \(reason)"
        case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
        case .interrupted: "interrupted; the partial file is kept and resumed the next time"
        case .failed(let address, let reason): "\(address) cannot be fetched: \(reason)"
        }
    }

    /// Whether the same request may succeed a moment later.
    var isPassing: Bool {
        switch self {
        case .dropped, .silent: true
        case .status(let code, _): code >= 500 || code == 408 || code == 429
        default: false
        }
    }

    /// Whether other files of the same server would fail in the same way.
    package var concernsAllFiles: Bool {
        switch self {
        case .noNetwork, .hostNotFound, .noServer, .insecure, .silent, .dropped(_, 0, _), .interrupted: true
        default: false
        }
    }

    private static func meaning(_ code: Int) -> String? {
        switch code {
        case 401, 403: "not allowed"
        case 404, 410: "not found"
        case 429: "too many requests"
        case 500...: "server error"
        default: nil
        }
    }
}
