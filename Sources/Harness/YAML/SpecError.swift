/// Where in a spec, or on the command line, something was written.
public enum SpecPlace: Equatable, Sendable, CustomStringConvertible {
    case position(file: String, line: Int, column: Int)
    /// The file as a whole.
    case file(String)
    /// A `key=value` argument.
    case argument(String)

    public var description: String {
        switch self {
        case .position(let file, let line, let column): "\(file):\(line):\(column)"
        case .file(let file): file
        case .argument(let text): "argument '\(text)'"
        }
    }
}

/// What is wrong in a spec, where, and what is allowed there.
public struct SpecError: Error, Equatable, CustomStringConvertible {
    public let place: SpecPlace
    public let message: String

    public init(_ place: SpecPlace, _ message: String) {
        self.place = place
        self.message = message
    }

    public var description: String { "\(place): \(message)" }
}
