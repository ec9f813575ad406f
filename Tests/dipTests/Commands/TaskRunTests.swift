import Foundation
import Imaging
import Records
import Testing

/// Every task from a spec to its record.
@Suite struct TaskRunTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "tiny.yaml")
    }

    private func record(_ task: String) async throws -> (folder: String, record: RunRecord) {
        let output = try await DipProgram.run("run", "tiny.yaml", "task=\(task)", in: folder)
        #expect(output.error == "" || output.status == 0, "\(output.error)")
        let run = try #require(folder.runs().first)
        #expect(folder.runs().count == 1)
        return (run, try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json"))
    }

    @Test(arguments: [
        "{poisson: {peak: 30}}", "{impulse: {fraction: 0.1}}", "{deblock: {quality: 10}}",
        "{enhance: {detail: signed}}",
        "{reconstruct: {target: noisy}}", "{reconstruct: {target: shuffled}}", "{reconstruct: {target: white-noise}}",
    ])
    func completes(_ task: String) async throws {
        let (run, record) = try await record(task)
        #expect(record.status == .complete)
        #expect(record.summary["loss"]! > 0 && record.summary["psnr"]! > 0)
        #expect(folder.exists("\(run)/degraded.png") && folder.exists("\(run)/output.png"))
        #expect(folder.exists("\(run)/enhanced.png") == task.contains("enhance"))
        #expect(try folder.text("\(run)/curves.csv").hasPrefix("iteration,loss,psnr,psnr_degraded,"))
    }

    @Test func superResolutionRecordsItsBaselines() async throws {
        let (run, record) = try await record("{super-resolve: {factor: 4}}")
        #expect(record.status == .complete)
        #expect(try folder.text("\(run)/curves.csv").hasPrefix("iteration,loss,psnr,psnr_y,psnr_degraded,"))
        let degraded = try PNGFile.read("\(folder.path)/\(run)/degraded.png")
        #expect(degraded.width == 16 && degraded.height == 16)
        for picture in ["bicubic", "nearest", "output"] {
            #expect(try PNGFile.read("\(folder.path)/\(run)/\(picture).png").width == 64)
        }
        let bicubic = try #require(record.summary["psnr_y_bicubic"]),
            nearest = try #require(record.summary["psnr_y_nearest"])
        #expect(bicubic > nearest && nearest > 15)
        #expect(
            record.summary["psnr_bicubic"] != nil && record.summary["psnr_nearest"] != nil
                && record.summary["psnr_y"] != nil)
    }

    @Test func masksLieBesideTheSpec() async throws {
        var mask = Image(channels: 1, height: 64, width: 64, repeating: 1)
        for y in 8..<24 { for x in 30..<50 { mask[0, y, x] = 0 } }
        try folder.write(mask, to: "hole.png")
        let (run, record) = try await record("{inpaint: {mask: hole.png}}")
        #expect(record.status == .complete)
        #expect(record.inputs.map(\.file) == ["hole.png"])
        #expect(try PNGFile.read("\(folder.path)/\(run)/mask.png").pixels == mask.pixels + mask.pixels + mask.pixels)
        // Another hole is another run.
        try folder.write(Image(channels: 1, height: 64, width: 64, repeating: 1), to: "hole.png")
        let planned = try await DipProgram.run("run", "tiny.yaml", "task={inpaint: {mask: hole.png}}", "-n", in: folder)
        #expect(planned.out.contains("missing"))
    }

    @Test func photosMayBeJPEGs() async throws {
        let image = SyntheticImage.leaves.image(width: 64, height: 64)
        try folder.write(try JPEGFile.encode(image, quality: 90, path: "photo.jpg"), to: "photo.jpg")
        try folder.write("dataset: {files: [photo.jpg]}\niterations: 2\nnetwork: {width: 8}\n", to: "photo.yaml")
        let output = try await DipProgram.run("run", "photo.yaml", in: folder)
        #expect(output.status == 0)
    }

    @Test func aWrongOptionIsRefusedBeforeAnythingRuns() async throws {
        let output = try await DipProgram.run("run", "tiny.yaml", "task={super-resolve: {factor: 3}}", in: folder)
        #expect(output.status == 2)
        #expect(
            output.error == "dip: argument 'task={super-resolve: {factor: 3}}': 'factor' must be 2, 4 or 8, not '3'\n")
        #expect(folder.runs().isEmpty)
    }
}
