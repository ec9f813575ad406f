import Foundation
import Records

/// Which end states are kept, for longer runs that go on from them.
package struct StateKeeping: Equatable, Sendable {
    /// All that the states in a folder of results take without being asked for, in bytes.
    package static let largestTotal = 300 << 20

    /// Nil where what is kept was not asked for: states for which there is room.
    let isAsked: Bool?
    /// What the states in the folder of results take already, in bytes.
    private let taken: Int

    package static let none = StateKeeping(isAsked: false, taken: 0)

    package init(isAsked: Bool?, taken: Int) {
        (self.isAsked, self.taken) = (isAsked, taken)
    }

    package init(isAsked: Bool?, in store: RunStore) {
        self.init(isAsked: isAsked, taken: isAsked == nil ? EndState.bytes(in: store) : 0)
    }

    /// Whether any state is kept.
    var isOn: Bool { isAsked != false }

    /// Why a state of so many bytes is not kept, as the end of a sentence; nil where it is.
    func refusal(of bytes: Int) -> String? {
        if bytes > EndState.largest {
            return "it takes \(Self.megabytes(bytes)), and at most \(Self.megabytes(EndState.largest)) are kept"
        }
        guard isAsked == nil, taken + bytes > Self.largestTotal else { return nil }
        return "with it states would take \(Self.megabytes(taken + bytes)), and without --keep-state they take at most "
            + Self.megabytes(Self.largestTotal)
    }

    private static func megabytes(_ bytes: Int) -> String { String(format: "%.1f MB", Double(bytes) / 0x1p20) }
}
