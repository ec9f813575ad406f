/// An error with a file of the records; its description is the sentence to show: where, what is wrong, what is allowed.
public struct RecordError: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
