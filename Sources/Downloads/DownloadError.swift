import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

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

/// Translates errors of the URL session into `DownloadError`.
enum SessionError {
    /// `hasBegun` says whether the response had started.
    static func translated(_ error: any Error, url: URL, hasBegun: Bool) -> any Error {
        let server = WebAddress.server(url)
        // Only the downloader knows how much came.
        let dropped = DownloadError.dropped(host: server, received: 0, bytes: 0)
        guard let error = error as? URLError else {
            return hasBegun
                ? dropped : .failed(address: url.absoluteString, reason: sentence(error.localizedDescription))
        }
        switch error.code {
        case .notConnectedToInternet:
            return DownloadError.noNetwork(host: server)
        case .cannotFindHost, .dnsLookupFailed:
            return NetworkInterfaces.reachOthers ? DownloadError.hostNotFound(host: server) : .noNetwork(host: server)
        case .cannotConnectToHost:
            let isHere = url.scheme?.lowercased() == "http"
            return isHere || NetworkInterfaces.reachOthers
                ? DownloadError.noServer(server: server) : .noNetwork(host: server)
        case .secureConnectionFailed, .serverCertificateHasBadDate, .serverCertificateHasUnknownRoot,
            .serverCertificateNotYetValid,
            .serverCertificateUntrusted, .clientCertificateRejected, .clientCertificateRequired:
            return DownloadError.insecure(host: server, reason: sentence(error.localizedDescription))
        case .networkConnectionLost, .badServerResponse, .timedOut:
            return dropped
        // Where the session has no code for what the TLS library says.
        case .unknown
        where !hasBegun
            && ["ssl", "tls", "certificate"].contains(where: error.localizedDescription.lowercased().contains):
            return DownloadError.insecure(host: server, reason: sentence(error.localizedDescription))
        default:
            return hasBegun
                ? dropped
                : DownloadError.failed(address: url.absoluteString, reason: sentence(error.localizedDescription))
        }
    }

    /// The system's words as the end of a sentence.
    private static func sentence(_ words: String) -> String {
        let trimmed = words.hasSuffix(".") ? String(words.dropLast()) : words
        return trimmed.isEmpty ? "the connection failed" : trimmed
    }
}

/// The network connections of this machine.
enum NetworkInterfaces {
    /// Whether any interface other than loopback is up.
    static var reachOthers: Bool {
        var list: UnsafeMutablePointer<ifaddrs>?
        // If the system does not say, it is assumed to be connected.
        guard getifaddrs(&list) == 0 else { return true }
        defer { freeifaddrs(list) }
        return sequence(first: list) { $0?.pointee.ifa_next }.contains { entry in
            guard let entry = entry?.pointee, let address = entry.ifa_addr else { return false }
            let isUp = Int32(bitPattern: entry.ifa_flags) & Int32(IFFLAG.up) != 0
            let isLoopback = Int32(bitPattern: entry.ifa_flags) & Int32(IFFLAG.loopback) != 0
            return isUp && !isLoopback && [AF_INET, AF_INET6].contains(Int32(address.pointee.sa_family))
        }
    }

    /// The flags differ in type between systems, not in value.
    private enum IFFLAG {
        static let up = 0x1
        static let loopback = 0x8
    }
}
