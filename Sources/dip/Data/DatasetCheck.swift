import Harness

/// What reading every file of some datasets found.
struct DatasetCheck {
    /// One dataset, with its files that are not as they should be.
    struct Entry {
        let manifest: DatasetManifest
        let states: [DatasetFileState]

        var usable: Int { states.count(where: \.isUsable) }
        var isComplete: Bool { usable == states.count }

        /// E.g. `5 of 5 files, 5 of them lossless copies`.
        var words: String {
            let wrong = states.count { if case .wrong = $0 { true } else { false } }
            let copies = states.count { $0 == .copy }
            return "\(usable) of \(states.count) files" + (copies > 0 ? ", \(copies) of them lossless copies" : "")
                + (wrong > 0 ? ", \(wrong) wrong" : "")
        }
    }

    let entries: [Entry]

    init(_ manifests: [DatasetManifest], of datasets: Datasets = .standard()) {
        entries = manifests.map { manifest in
            Entry(manifest: manifest, states: manifest.files.map { datasets.state(of: $0, in: manifest) })
        }
    }

    /// One line a dataset.
    var lines: [String] {
        TextColumns.lines(entries.map { [$0.manifest.name, $0.words] })
    }

    /// Every file that is missing or wrong, with the command that fetches them; nil when all is well.
    var problems: String? {
        let incomplete = entries.filter { !$0.isComplete }
        guard !incomplete.isEmpty else { return nil }
        let rows = incomplete.flatMap { entry in
            if entry.states.allSatisfy({ $0 == .missing }) {
                return [["  \(entry.manifest.name)", "all \(entry.states.count) files missing"]]
            }
            return zip(entry.manifest.files, entry.states).compactMap { file, state -> [String]? in
                let name = "  \(entry.manifest.name)/\(file.file)"
                return switch state {
                case .right, .copy: nil
                case .missing: [name, "missing"]
                case .wrong(let reason): [name, "wrong: \(reason)"]
                }
            }
        }
        let count = entries.map(\.states.count).reduce(0, +)
        let bad = count - entries.map(\.usable).reduce(0, +)
        return (["\(bad) of \(count) files missing or wrong:"] + TextColumns.lines(rows)
            + ["fetch them with: \(Datasets.fetchCommand(incomplete.map(\.manifest.name)))"]).joined(separator: "\n")
    }
}
