import Foundation
import Imaging
import Records
import Restoration
import RunFixtures
import Runs
import TestTools

@testable import Photographs

/// Photographs in a temporary folder, restored with the stub in place of the engine.
final class PhotoBench {
    let folder: TemporaryFolder
    let sink = TextCollector()
    /// Asked before each tile and after each iteration.
    var isInterrupted: () -> Bool = { false }
    var collapsesAt: Int?
    private(set) var rows: [[Double?]] = []
    private(set) var columns: [String] = []

    init() throws { folder = try TemporaryFolder() }

    /// With one photograph.
    convenience init(_ image: Image, as name: String = "photo.png") throws {
        try self.init()
        try write(image, to: name)
    }

    @discardableResult
    func write(_ image: Image, alpha: Image? = nil, to name: String) throws -> String {
        try PNGFile.write(image, alpha: alpha, to: "\(folder.path)/\(name)")
        return "\(folder.path)/\(name)"
    }

    func plan(_ name: String, _ task: PhotoTask, change: (inout PhotoRequest) -> Void = { _ in }) throws -> PhotoPlan {
        var request = PhotoRequest(path: "\(folder.path)/\(name)", task: task, threads: 1)
        change(&request)
        return try PhotoPlan(request, records: RunStore(root: folder.path))
    }

    func restore(_ plan: PhotoPlan) throws -> RestoredPhoto {
        let restoration = PhotoRestoration(plan) { [collapsesAt] configuration, problem, _ in
            let fit = StubFit(configuration: configuration, problem: problem)
            fit.collapsesAt = collapsesAt
            return fit
        } isInterrupted: { [self] in
            isInterrupted()
        }
        return try restoration.run(progress: ProgressReporter(sink: sink, isTerminal: false, showsPSNR: false) { 0 }) {
            columns, values in
            self.columns = columns
            rows.append(values)
        }
    }

    /// A sentence without the folder's path.
    func sentence(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return "\(error)".replacing(folder.path + "/", with: "")
        }
    }
}
