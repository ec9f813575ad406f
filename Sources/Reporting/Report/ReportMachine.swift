import Records

/// A machine with its libraries and its compiler; programs of several commits and any number of threads may have run on it.
struct ReportMachine {
    private let provenance: Provenance
    private(set) var commits: [String] = []
    private(set) var threads: [Int] = []
    private(set) var versions: [String] = []
    private(set) var count = 0

    private init(_ provenance: Provenance) { self.provenance = provenance }

    /// All distinct machines, in the order of their first run.
    static func all(_ records: [RunRecord]) -> [ReportMachine] {
        var machines: [ReportMachine] = []
        for provenance in records.map(\.provenance) {
            let index: Int
            if let found = machines.firstIndex(where: { $0.holds(provenance) }) {
                index = found
            } else {
                index = machines.count
                machines.append(ReportMachine(provenance))
            }
            machines[index].add(provenance)
        }
        return machines
    }

    /// Whether a record comes from this machine with these libraries.
    func holds(_ other: Provenance) -> Bool {
        (provenance.cpu, provenance.hostOS, provenance.compiler) == (other.cpu, other.hostOS, other.compiler)
            && provenance.libraries == other.libraries && provenance.device == other.device
    }

    private mutating func add(_ other: Provenance) {
        count += 1
        func note<Value: Equatable>(_ value: Value, in list: inout [Value]) {
            if !list.contains(value) { list.append(value) }
        }
        note(Self.commit(other), in: &commits)
        note(other.threads, in: &threads)
        let kinds = (other.arithmetic ?? [:]).sorted { $0.key < $1.key }.map { ", \($0.key) \($0.value)" }.joined()
        note("\(other.dipVersion), numerics version \(other.numericsVersion)\(kinds)", in: &versions)
    }

    /// The first digits of the commit, and whether the source had changes.
    static func commit(_ provenance: Provenance) -> String {
        provenance.commit.map { $0.prefix(10) + (provenance.dirty == true ? " with changes" : "") }
            ?? "outside a repository"
    }

    func html(number: Int) -> String {
        let libraries = provenance.libraries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        let device = provenance.device.map {
            [("device", "\($0.name), \($0.driverVersion), kernels by \($0.compiler)")]
        }
        let items =
            [("processor", provenance.cpu)] + (device ?? []) + [
                ("threads", threads.sorted().map(String.init).joined(separator: ", ")),
                ("system", provenance.hostOS), ("compiler", provenance.compiler),
                ("libraries", libraries.joined(separator: "; ")), ("dip", versions.joined(separator: "; ")),
                ("commits", commits.joined(separator: ", ")), ("runs", "\(count)"),
            ]
        return HTML.element(
            "div", [("class", "provenance"), ("id", "machine-\(number)")],
            HTML.text("h3", [], "Machine \(number)")
                + HTML.element(
                    "dl", [], items.map { HTML.text("dt", [], $0.0) + HTML.text("dd", [], $0.1) }.joined())) + "\n"
    }
}
