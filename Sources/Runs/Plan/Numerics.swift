import Devices
import Networks
import Records
import Restoration
import Specs

/// The version of the program's arithmetic: one for all of it, and one for each kind of operation that a network uses.
package struct Numerics: Equatable, Sendable {
    /// Raised by hand whenever the same spec gives different numbers in every network, so that old records are not taken for new ones.
    ///
    /// A change that concerns only some networks raises the version of an `ArithmeticKind` instead.
    package static let version = 3
    /// The same for the kernels of graphics processors. 2: a batch norm's mean and variance are taken in one reading of its map.
    static let deviceVersion = 2

    /// The versions of the kinds of operation that a network uses on the processor, by name; empty for a device.
    let versions: [String: Int]
    /// The driver of the device that trains the network; nil for the processor.
    let driver: DriverKind?

    /// - Parameters:
    ///   - network: nil for a method that trains none.
    ///   - driver: nil for the processor.
    init(_ network: Network?, driver: DriverKind? = nil) {
        let kinds = driver == nil ? network?.arithmeticKinds ?? [] : []
        versions = Dictionary(uniqueKeysWithValues: kinds.map { ($0.rawValue, $0.version) })
        self.driver = network == nil ? nil : driver
    }

    /// Versions by the names of kinds.
    init(versions: [String: Int]) {
        self.versions = versions
        driver = nil
    }

    /// Those that a key and a record name: 1 goes without saying, so that a kind that becomes known does not change old keys.
    var raised: [String: Int] { versions.filter { $0.value > 1 } }

    /// What a key is made of: `3`, and in a second line what was raised, by name, or `device: cuda 1`.
    var text: String {
        if let driver { return "\(Self.version)\ndevice: \(driver.rawValue) \(Self.deviceVersion)\n" }
        let kinds = raised.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return "\(Self.version)\n" + (kinds.isEmpty ? "" : "arithmetic: \(kinds.joined(separator: ", "))\n")
    }

    /// How a record's arithmetic differs from this, in the order of the names; empty for a record that has it.
    func changes(since record: Provenance) -> [ArithmeticChange] {
        let all = ArithmeticChange(kind: nil, before: record.numericsVersion, now: Self.version)
        let recorded = record.arithmetic ?? [:]
        if let driver {
            let before = record.device?.driver == driver.rawValue ? record.device?.arithmetic : nil
            let kernels = ArithmeticChange(
                kind: "device", before: before ?? Self.deviceVersion, now: Self.deviceVersion)
            return [all, kernels].filter { $0.before != $0.now }
        }
        // A device's record says nothing of the processor's kinds of operation.
        if record.device != nil { return [all].filter { $0.before != $0.now } }
        let kinds = Set(versions.keys).union(recorded.keys).sorted().map { name in
            ArithmeticChange(kind: name, before: recorded[name] ?? 1, now: versions[name] ?? 1)
        }
        return ([all] + kinds).filter { $0.before != $0.now }
    }
}

/// A version of the arithmetic that has changed since a record was written.
package struct ArithmeticChange: Hashable, Sendable, CustomStringConvertible {
    /// The name of an `ArithmeticKind`; nil for the arithmetic of all networks.
    let kind: String?
    let before: Int
    let now: Int

    /// E.g. `batch norm`.
    package var subject: String {
        switch kind {
        case nil: "all networks"
        case "device"?: "graphics processors"
        case let name?: ArithmeticKind(rawValue: name)?.words ?? "'\(name)'"
        }
    }

    /// `the arithmetic of batch norm changed (version 1 -> 2)`.
    package var description: String { "the arithmetic of \(subject) changed (version \(before) -> \(now))" }
}

extension ExperimentSpec {
    /// How the arithmetic changed since a record of these settings was written; empty if it did not change or the record lacks its size.
    package func arithmeticChanges(since record: RunRecord) -> [ArithmeticChange] {
        guard let size = record.size, let channels = record.channels,
            let network = try? fit.network(channels: channels, height: size.height, width: size.width)
        else { return [] }
        // Compared with the arithmetic of where it was made: processor and device differ, and neither is older.
        let driver = record.provenance.device.flatMap { DriverKind(rawValue: $0.driver) }
        return Numerics(network, driver: driver).changes(since: record.provenance)
    }
}
