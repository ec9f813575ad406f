/// What went wrong with a file of the records, as the one sentence that is shown to the user: where, what, what is allowed.
public struct RecordError: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
