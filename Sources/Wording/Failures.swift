import Foundation

/// A request that cannot be carried out, as the one sentence that is shown: where, what, what is allowed.
package struct Refusal: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// Work that was begun and failed, as the one sentence that is shown; all other errors refuse a request.
package struct CommandFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// The operating system's words for what went wrong.
package enum SystemReason {
    /// In lower case, to stand inside a sentence, by default for the last failure: `no space left on device`.
    package static func text(_ code: Int32 = errno) -> String {
        let words = String(cString: strerror(code))
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
