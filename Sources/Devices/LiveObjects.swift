import Synchronization

/// What a driver was asked for and has not been given back yet, counted in the whole process: a leak is seen as a count that stays.
package enum LiveObjects {
    package enum Kind: Int, CaseIterable, Sendable {
        case context, buffer, pinnedBuffer, program, function, launch, sequence, event
    }

    private static let counts = Mutex([Int](repeating: 0, count: Kind.allCases.count))

    /// How many objects of a kind are alive.
    package static func count(_ kind: Kind) -> Int { counts.withLock { $0[kind.rawValue] } }

    /// The counts of all kinds, in the order of their cases.
    package static var all: [Int] { counts.withLock { $0 } }

    static func born(_ kind: Kind) { counts.withLock { $0[kind.rawValue] += 1 } }
    static func gone(_ kind: Kind) { counts.withLock { $0[kind.rawValue] -= 1 } }
}
