/// An error with a file of the records; its description is the sentence to show: where, what is wrong, what is allowed.
package struct RecordError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
