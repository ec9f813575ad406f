import ArgumentParser
import Foundation

/// What the program's exit status says.
enum ExitStatus {
    /// Work that was begun failed.
    static let failed = ExitCode(1)
    /// The request was wrong, and nothing was done.
    static let refused = ExitCode(2)

    /// The work was stopped by a signal, as a shell reports it.
    static func stopped(by signal: Int32) -> ExitCode {
        ExitCode(128 + signal)
    }
}

/// Work that was begun and failed, as the one sentence that is shown; all other errors refuse a request.
struct WorkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// A request that cannot be carried out, as the one sentence that is shown: where, what, what is allowed.
struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
