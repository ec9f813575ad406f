import Foundation
import Records

/// A file that a figure's script reads and that is in no record, written beside the script.
public struct CompanionFile: Equatable, Sendable {
    public var name: String
    public var data: Data

    public init(name: String, data: Data) {
        self.name = name
        self.data = data
    }
}
