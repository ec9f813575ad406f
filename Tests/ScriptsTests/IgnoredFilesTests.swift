import Foundation
import Records
import TestTools
import Testing

/// What git leaves out of the folder of figures.
@Suite struct IgnoredFilesTests {
    /// Figures made of photographs are not another's to publish; those of quick runs are made by everyone.
    @Test func gitLeavesOutPicturesAndQuickFigures() throws {
        func isIgnored(_ path: String) throws -> Bool {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["git", "-C", repository.path, "check-ignore", "-q", "--no-index", path]
            process.standardError = FileHandle.nullDevice
            try process.run()
            let status = process.waitForEnd()
            return status.isSuccess
        }
        // A copy of the files without their history has nothing to ignore.
        guard FileManager.default.fileExists(atPath: repository.path + "/.git"),
            try isIgnored("Results/runs/a")
        else { return }
        for path in [
            "tasks/crop128/pictures/Peppers.svg", "tasks/pictures/Peppers.gp", "tiny/quick/tiny.svg", "a/crop128/b.png",
            "a/b.pdf", "tasks-small-strip.svg", "applications-spectra.gp",
        ] { #expect(try isIgnored("Plots/" + path), "\(path)") }
        for path in [
            "upsampler/crop128/F16.svg", "full-size/full-size.gp", "style.gp", "engine-scaling.svg", "a/b.csv",
        ] {
            #expect(try !isIgnored("Plots/" + path), "\(path)")
        }
    }
}
