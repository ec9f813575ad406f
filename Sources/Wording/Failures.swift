import Foundation

/// A request that is refused; its description is the sentence to show: where, what is wrong, what is allowed.
package struct Refusal: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// Something failed after it had started; its description is the sentence to show. All other errors refuse a request.
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

    /// The same for an error of Foundation, which wraps the system's.
    package static func text(of error: any Error) -> String {
        let error = error as NSError
        if error.domain == NSPOSIXErrorDomain { return text(Int32(truncatingIfNeeded: error.code)) }
        return (error.userInfo[NSUnderlyingErrorKey] as? NSError).map { text(of: $0) } ?? error.localizedDescription
    }

    /// How a signal ended a process: `ended by signal 9 (killed)`.
    package static func ended(bySignal number: Int32) -> String {
        "ended by signal \(number) (\(String(cString: strsignal(number)).lowercased()))"
    }
}
