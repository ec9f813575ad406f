import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

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
