/// What keeps a table from being made, as the one sentence that is shown to the user: where, what, what is allowed.
public struct TableError: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
