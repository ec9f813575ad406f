/// What keeps a figure from being drawn, as the one sentence that is shown to the user: where, what, what is allowed.
public struct FigureError: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
