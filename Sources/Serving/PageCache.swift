import Foundation
import Records
import Reporting

/// The page as it was made last; made again when records or figures have changed.
actor PageCache {
    private let results: String
    private let plots: String
    private let make: @Sendable () throws -> ReportPage
    private let store: RunStore
    private var finished: FinishedRuns
    private var state: [String: Date] = [:]
    private var page: Data?

    init(results: String, plots: String, make: @escaping @Sendable () throws -> ReportPage) {
        (self.results, self.plots, self.make) = (results, plots, make)
        store = RunStore(root: results)
        finished = FinishedRuns(store)
    }

    func html() throws -> Data {
        let now = present()
        if let page, state == now { return page }
        let made = Data(try make().html.utf8)
        (page, state) = (made, now)
        return made
    }

    /// The folders of experiments and of their scales.
    private static func folders(in plots: String) -> [String] {
        (FileManager.default.enumerator(atPath: plots)?.compactMap { $0 as? String } ?? []).filter {
            Folder.exists("\(plots)/\($0)")
        }
    }

    /// When records and figures were last written; of a run under way the record changes every few seconds, so that only complete
    /// ones count, whose last file is their record.
    private func present() -> [String: Date] {
        func date(_ path: String) -> Date? {
            (try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate]) as? Date
        }
        var dates: [String: Date] = [:]
        for name in store.names { dates[name] = finished.date(name) }
        for folder in [""] + Self.folders(in: plots) { dates["/plots/" + folder] = date("\(plots)/\(folder)") }
        dates["/readme"] = date("\(results)/README.md")
        return dates
    }
}
