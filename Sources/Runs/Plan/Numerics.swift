import Networks
import Records
import Restoration
import Specs

/// The version of the program's arithmetic: one for all of it, and one for each kind of operation that a network uses.
public struct Numerics: Equatable, Sendable {
    /// Raised by hand whenever the same spec gives different numbers in every network, so that old records are not taken for new ones.
    ///
    /// A change that concerns only some networks raises the version of an `ArithmeticKind` instead.
    public static let version = 3

    /// The versions of the kinds of operation that a network uses, by name.
    let versions: [String: Int]

    init(_ network: Network) {
        versions = Dictionary(uniqueKeysWithValues: network.arithmeticKinds.map { ($0.rawValue, $0.version) })
    }

    /// Versions by the names of kinds.
    init(versions: [String: Int]) {
        self.versions = versions
    }

    /// Those that a key and a record name: 1 goes without saying, so that a kind that becomes known does not change old keys.
    var raised: [String: Int] { versions.filter { $0.value > 1 } }

    /// What a key is made of: `3`, and in a second line what was raised, by name.
    var text: String {
        let kinds = raised.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return "\(Self.version)\n" + (kinds.isEmpty ? "" : "arithmetic: \(kinds.joined(separator: ", "))\n")
    }

    /// How a record's arithmetic differs from this, in the order of the names; empty for a record that has it.
    func changes(since record: Provenance) -> [ArithmeticChange] {
        let all = ArithmeticChange(kind: nil, before: record.numericsVersion, now: Self.version)
        let recorded = record.arithmetic ?? [:]
        let kinds = Set(versions.keys).union(recorded.keys).sorted().map { name in
            ArithmeticChange(kind: name, before: recorded[name] ?? 1, now: versions[name] ?? 1)
        }
        return ([all] + kinds).filter { $0.before != $0.now }
    }
}

/// A version of the arithmetic that has changed since a record was written.
public struct ArithmeticChange: Hashable, Sendable, CustomStringConvertible {
    /// The name of an `ArithmeticKind`; nil for the arithmetic of all networks.
    let kind: String?
    let before: Int
    let now: Int

    /// E.g. `batch norm`.
    public var subject: String {
        kind.map { ArithmeticKind(rawValue: $0)?.words ?? "'\($0)'" } ?? "all networks"
    }

    /// `the arithmetic of batch norm changed (version 1 -> 2)`.
    public var description: String { "the arithmetic of \(subject) changed (version \(before) -> \(now))" }
}

extension ExperimentSpec {
    /// How the arithmetic changed since a record of these settings was written; empty if it did not change or the record lacks its size.
    public func arithmeticChanges(since record: RunRecord) -> [ArithmeticChange] {
        guard let width = record.summary["width"], let height = record.summary["height"],
            let channels = record.summary["channels"],
            let network = try? fit.network(channels: Int(channels), height: Int(height), width: Int(width))
        else { return [] }
        return Numerics(network).changes(since: record.provenance)
    }
}
