import Datasets
import Imaging
import Quoting
import Wording

/// The datasets that have a manifest, with the number of files present of each.
struct DatasetList {
    let datasets = DatasetCatalogue.standard()

    /// Name, files present of how many, title, and how to fetch what is missing; throws a `SpecError` for a wrong manifest.
    var rows: [[String]] {
        get throws {
            let synthetic = [
                "synthetic", "\(SyntheticImage.allCases.count) images", "scenes drawn by the program, at any size",
            ]
            return [synthetic]
                + (try datasets.manifests().map { manifest in
                    [manifest.name, presence(manifest), manifest.title]
                        + (isComplete(manifest)
                            ? [] : ["fetch with: \(DatasetCatalogue.fetchCommand([manifest.name]))"])
                })
        }
    }

    /// Those of these names, or all; throws a `Refusal` when there are none, and what reading them throws.
    func manifests(_ names: [String]) throws -> [DatasetManifest] {
        let manifests = try datasets.manifests(names)
        guard !manifests.isEmpty else {
            throw Refusal(
                "there are no manifests in \(datasets.manifestFolders.joined(separator: ", ")); "
                    + "run dip in the root folder of its repository")
        }
        return manifests
    }

    func isComplete(_ manifest: DatasetManifest) -> Bool { datasets.present(in: manifest) == manifest.files.count }

    /// E.g. `9 of 9 files`.
    func presence(_ manifest: DatasetManifest) -> String {
        "\(datasets.present(in: manifest)) of \(manifest.files.count) files"
    }
}

/// The table of `dip data list`.
struct DatasetTable {
    private let list = DatasetList()

    /// One row for each dataset, for other programs.
    var data: DataTable {
        get throws {
            let rows = try list.manifests([]).map { manifest -> [DataTable.Cell] in
                [
                    .text(manifest.name), .number(manifest.images.count), .number(manifest.files.count),
                    .number(list.datasets.present(in: manifest)), .text(list.datasets.folder(of: manifest)),
                    .text(manifest.title), .text(manifest.licence),
                ]
            }
            let columns = ["dataset", "images", "files", "present", "folder", "title", "terms"]
            return DataTable(columns: columns, rows: rows)
        }
    }

    /// One row for each dataset below a header, then the terms that the rows refer to; throws a `Refusal` when there are no manifests.
    var lines: [String] {
        get throws {
            let manifests = try list.manifests([])
            let terms = manifests.map(\.licence).distinct
            let rows = manifests.map { manifest in
                [
                    manifest.name, "\(manifest.images.count)", list.presence(manifest),
                    list.datasets.folder(of: manifest),
                    "[\(terms.firstIndex(of: manifest.licence)! + 1)]", manifest.title,
                ]
            }
            return TextColumns.lines([["dataset", "images", "present", "folder", "terms", "title"]] + rows) + [""]
                + terms.enumerated().map { "[\($0 + 1)] \($1)" }
        }
    }
}

/// What reading every file of some datasets found.
struct DatasetCheck {
    /// One dataset, with the state of each of its files.
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

    init(_ manifests: [DatasetManifest], of datasets: DatasetCatalogue = .standard()) {
        entries = manifests.map { manifest in
            Entry(manifest: manifest, states: manifest.files.map { datasets.state(of: $0, in: manifest) })
        }
    }

    /// One line for each dataset.
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
        return
            (["\(bad) of \(count) files missing or wrong:"] + TextColumns.lines(rows)
            + ["fetch them with: \(DatasetCatalogue.fetchCommand(incomplete.map(\.manifest.name)))"]).joined(
                separator: "\n")
    }
}
