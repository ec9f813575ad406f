import Foundation

/// The addresses that files may come from: HTTPS anywhere, plain HTTP on this machine only.
package enum WebAddress {
    /// Parses a URL; nil if the text is not a URL or the address is not allowed.
    package static func url(_ text: String) -> URL? {
        URL(string: text).flatMap { isAllowed($0) ? $0 : nil }
    }

    /// Whether files may be fetched from this address; it must not contain a user name or password.
    package static func isAllowed(_ url: URL) -> Bool {
        guard let host = url.host(), !host.isEmpty, url.user() == nil, url.password() == nil else { return false }
        return switch url.scheme?.lowercased() {
        case "https": true
        case "http": isLoopback(host)
        default: false
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return host.lowercased() == "localhost" || host == "::1" || host == "[::1]"
            || (numbers.count == 4 && numbers[0] == 127
                && !numbers.contains(nil))
    }

    /// The host and, if given, the port, as errors name them.
    static func server(_ url: URL) -> String {
        (url.host() ?? "") + (url.port.map { ":\($0)" } ?? "")
    }
}
