/// The place of a value in a spec or on the command line, as errors name it.
package enum SpecPlace: Hashable, Sendable, CustomStringConvertible {
    case position(file: String, line: Int, column: Int)
    /// The file as a whole.
    case file(String)
    /// A `key=value` argument.
    case argument(String)

    package var description: String {
        switch self {
        case .position(let file, let line, let column): "\(file):\(line):\(column)"
        case .file(let file): file
        case .argument(let text): "argument '\(text)'"
        }
    }

    /// Files come before the places in them, and arguments last.
    fileprivate static func < (a: SpecPlace, b: SpecPlace) -> Bool {
        switch (a, b) {
        case (.file(let a), .file(let b)), (.argument(let a), .argument(let b)): a < b
        case (.position(let a, let line, let column), .position(let b, let otherLine, let otherColumn)):
            (a, line, column) < (b, otherLine, otherColumn)
        case (.file, _), (.position, .argument): true
        default: false
        }
    }
}

/// A mistake in a spec; its description says where it is, what is wrong, and what is allowed.
package struct SpecError: Error, Hashable, CustomStringConvertible {
    package let place: SpecPlace
    package let message: String

    package init(_ place: SpecPlace, _ message: String) {
        self.place = place
        self.message = message
    }

    package var description: String { "\(place): \(message)" }
}

/// Several mistakes in one spec, sorted by place; the description has one line for each.
package struct SpecErrors: Error, Equatable, CustomStringConvertible {
    package let all: [SpecError]

    /// The number of mistakes that are shown; the others are only counted.
    package static let shown = 20

    package var lines: [String] {
        let rest = all.count - Self.shown
        return all.prefix(Self.shown).map(\.description)
            + (rest > 0 ? ["and \(rest) more mistake\(rest > 1 ? "s" : "")"] : [])
    }

    package var description: String { lines.joined(separator: "\n") }
}

/// Collects what is wrong in a spec while the rest of it is read, so that all of it is reported at once.
package struct Mistakes {
    private var found: [SpecError] = []
    private var known: Set<SpecError> = []
    /// An error that is no mistake of the spec.
    private var other: (any Error)?

    package init() {}

    var isEmpty: Bool { found.isEmpty && other == nil }

    /// Adds a mistake; one that several runs have in common counts once.
    mutating func add(_ error: SpecError) {
        if known.insert(error).inserted { found.append(error) }
    }

    /// What `body` gives, or nil after it threw what is wrong.
    @discardableResult
    mutating func attempt<Value>(_ body: () throws -> Value) -> Value? {
        do {
            return try body()
        } catch let error as SpecError {
            add(error)
        } catch let errors as SpecErrors {
            for error in errors.all { add(error) }
        } catch {
            other = other ?? error
        }
        return nil
    }

    /// Throws all that was wrong: one `SpecError`, or several as `SpecErrors`.
    func end() throws {
        if let other { throw other }
        guard let first = found.first else { return }
        guard found.count > 1 else { throw first }
        // Swift's sort is stable: what is wrong at one place stays in the order in which it was found.
        throw SpecErrors(all: found.sorted { $0.place < $1.place })
    }
}
