/// A photograph that cannot be restored as requested; its description is the sentence to show.
package struct PhotoError: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
