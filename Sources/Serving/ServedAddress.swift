import Foundation

/// Where the live page is: a port of this machine, and a random word without which nothing is answered.
package struct ServedAddress: Equatable, Sendable {
    package let port: UInt16
    /// 128 random bits in hexadecimal digits.
    package let token: String

    package init(port: UInt16, token: String) {
        self.port = port
        self.token = token
    }

    /// A new word from the system's source of random numbers.
    package static func randomToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The address for a browser.
    package var url: String { "http://127.0.0.1:\(port)/\(token)/" }

    /// The values of `Host` that name this server. Another name that leads here is one of a page that wants to read this one.
    var hosts: [String] { ["127.0.0.1:\(port)", "localhost:\(port)"] }
}
