import Datasets
import Downloads
import Foundation
import Imaging
import Records
import RunFixtures
import Specs
import TestTools
import Testing

@testable import Runs

/// Mask files of inpainting: found beside the spec, checked before anything runs, part of the run's key and record.
@Suite struct MaskInputTests {
    private static let spec =
        "dataset: {files: [photo.png]}\ncrop: 64\niterations: 4\ntask: {inpaint: {mask: masks/hole.png}}\n"

    /// A folder with a photo of 70 x 68 pixels and a mask that is black in a rectangle.
    private static func folder(hole: Range<Int> = 20..<40, width: Int = 70, in subfolder: String = "masks") throws
        -> TemporaryFolder
    {
        let folder = try TemporaryFolder()
        try folder.write(spec.replacing("masks/", with: subfolder + "/"), to: "spec.yaml")
        var photo = Image(channels: 3, height: 68, width: 70)
        for i in photo.pixels.indices { photo.pixels[i] = Float(i % 70) / 70 }
        try PNGFile.write(photo, to: folder.path + "/photo.png")
        var mask = Image(channels: 1, height: 68, width: width, repeating: 1)
        for y in hole { for x in 10..<20 { mask[0, y, x] = 0 } }
        try folder.write("", to: subfolder + "/empty")
        try PNGFile.write(mask, to: "\(folder.path)/\(subfolder)/hole.png")
        return folder
    }

    private static func plan(_ folder: TemporaryFolder) throws -> ExperimentPlan {
        let experiment = try Experiment(
            contentsOf: folder.path + "/spec.yaml",
            datasets: DatasetCatalogue(manifestFolders: [], root: DataRoot("/nowhere")))
        return try ExperimentPlan(experiment, store: RunStore(root: folder.path + "/Results"))
    }

    private static func refusal(_ folder: TemporaryFolder) -> String? {
        do {
            _ = try plan(folder)
            return nil
        } catch {
            return "\(error)".replacing(folder.path + "/", with: "")
        }
    }

    @Test func theContentOfTheMaskCountsAndItsPlaceDoesNot() throws {
        let key = try Self.plan(Self.folder()).runs[0].key
        #expect(try Self.plan(Self.folder()).runs[0].key == key)
        #expect(try Self.plan(Self.folder(in: "elsewhere")).runs[0].key == key)
        #expect(try Self.plan(Self.folder(hole: 20..<41)).runs[0].key != key)
    }

    @Test func theRecordNamesAndKeepsTheMask() throws {
        let folder = try Self.folder()
        let plan = try Self.plan(folder)
        let executor = RunExecutor(plan: plan, provenance: testProvenance) { configuration, problem, _ in
            StubFit(configuration: configuration, problem: problem)
        } isInterrupted: {
            false
        }
        #expect(
            executor.make(plan.runs[0], observer: SilentObserver())
                == .complete(psnr: 26.25, best: 27.5, bestIteration: 3)
        )
        let directory = plan.runs[0].directory
        let record = try RunRecord(contentsOf: directory + "/run.json")
        #expect(record.inputs.map(\.file) == ["photo.png", "hole.png"])
        let bytes = try #require(FileManager.default.contents(atPath: folder.path + "/masks/hole.png"))
        #expect(record.inputs.last?.sha256 == FileSum.sha256(bytes))

        let clean = try PNGFile.read(folder.path + "/photo.png").cropped(.centred(64))
        let mask = try PNGFile.read(directory + "/mask.png"), degraded = try PNGFile.read(directory + "/degraded.png")
        for y in 0..<64 {
            for x in 0..<64 {
                // The crop begins at column 3, row 2.
                let isLost = (18..<38).contains(y) && (7..<17).contains(x)
                for c in 0..<3 {
                    #expect(mask[c, y, x] == (isLost ? 0 : 1))
                    #expect(degraded[c, y, x] == (isLost ? 0 : clean[c, y, x]))
                }
            }
        }
        #expect(
            try String(contentsOfFile: directory + "/spec.yaml", encoding: .utf8)
                .contains("task: {inpaint: {mask: \"\(folder.path)/masks/hole.png\"}}\n"))
    }

    @Test func wrongMasksAreRefused() throws {
        #expect(
            Self.refusal(try Self.folder(width: 71))
                == "masks/hole.png: the mask is 71 x 68, its image 70 x 68; they must have the same size")
        let folder = try Self.folder()
        try FileManager.default.removeItem(atPath: folder.path + "/masks/hole.png")
        #expect(Self.refusal(folder) == "masks/hole.png: cannot read the image: no such file or directory")
        try PNGFile.write(
            Image(channels: 1, height: 68, width: 70, repeating: 0.5), to: folder.path + "/masks/hole.png")
        #expect(
            Self.refusal(folder)?.hasPrefix("masks/hole.png: the pixel at column 0, row 0 is neither black nor white")
                == true)
        try PNGFile.write(Image(channels: 1, height: 68, width: 70), to: folder.path + "/masks/hole.png")
        #expect(Self.refusal(folder)?.hasPrefix("masks/hole.png: the mask is black in the whole part") == true)
    }
}
