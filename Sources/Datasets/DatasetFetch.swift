import Downloads
import Foundation
import Records
import Wording

/// Fetches the files of datasets that are missing from the data root or differ from their manifests.
package struct DatasetFetch {
    /// A file to fetch.
    struct Item {
        /// E.g. `set9/kodim01.png`: the dataset and the file.
        let label: String
        let folder: String
        let download: Download
    }

    /// The outcome of a fetch.
    package struct Summary: Equatable, Sendable {
        package struct Failure: Equatable, Sendable {
            /// E.g. `set9/kodim01.png`.
            package let label: String
            package let reason: String
        }

        package var wereThere = 0
        package var fetched = 0
        package var failures: [Failure] = []
        package var notTried = 0
        package var interrupted = false
    }

    /// Whether nothing is missing.
    package var isDone: Bool { due.isEmpty }

    let due: [Item]
    /// Files that need not be fetched.
    let present: Int

    /// Reads all existing files; `mirror` is the address of a folder laid out like the data root.
    ///
    /// Files that are missing or wrong are due.
    package init(_ manifests: [DatasetManifest], of datasets: DatasetCatalogue, mirror: URL? = nil) {
        var due: [Item] = [], present = 0
        for manifest in manifests {
            for file in manifest.files {
                guard !datasets.state(of: file, in: manifest).isUsable else {
                    present += 1
                    continue
                }
                let url = mirror.map { $0.appending(path: "\(manifest.folder)/\(file.file)") } ?? file.url
                due.append(
                    Item(
                        label: "\(manifest.name)/\(file.file)", folder: datasets.folder(of: manifest),
                        download: Download(url: url, expected: file.sum, path: datasets.path(of: file, in: manifest))))
            }
        }
        self.due = due
        self.present = present
    }

    /// The number of files, of those present, and of those to fetch with their size, in one line.
    package var heading: String {
        let bytes = due.map(\.download.expected.bytes).reduce(0, +)
        let work = due.isEmpty ? "nothing to fetch" : "\(due.count) to fetch, \(Amount.transfer(bytes))"
        return "\(present + due.count) files, \(present) present, \(work)"
    }

    /// Creates the folders; throws a `RecordError` when that fails.
    package func prepare() throws {
        for folder in Set(due.map(\.folder)).sorted() { try Folder.create(folder) }
    }

    /// Fetches one file after the other; a failure that would affect all further files ends the fetch.
    package func run(_ downloader: Downloader, reporter: FetchReporter) -> Summary {
        var summary = Summary(wereThere: present)
        for (index, item) in due.enumerated() {
            reporter.begin(item.label, index: index + 1, count: due.count, bytes: item.download.expected.bytes)
            do {
                let outcome = try downloader.fetch(item.download) { reporter.tell($0) }
                reporter.end(outcome)
                summary.fetched += 1
            } catch {
                reporter.end(error)
                let known = error as? DownloadError
                summary.interrupted = known == .interrupted
                summary.failures.append(Summary.Failure(label: item.label, reason: "\(error)"))
                guard known?.concernsAllFiles != true else {
                    summary.notTried = due.count - index - 1
                    break
                }
            }
        }
        return summary
    }
}
