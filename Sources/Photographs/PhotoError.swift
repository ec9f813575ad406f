/// A photograph that cannot be restored as requested; its description is the sentence to show.
public struct PhotoError: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
