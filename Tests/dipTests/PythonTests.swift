import Foundation
import Imaging
import TestTools
import Testing

/// `python/spectraldip.py` with the built program, without pandas.
@Suite struct PythonTests {
    private let folder: TestFolder
    private static let module = repository.appendingPathComponent("python").path

    init() throws { folder = try TestFolder() }

    private func python(_ text: String) async throws -> DipProgram.Output {
        try folder.write("import spectraldip as sd\n" + text, to: "script.py")
        return try await DipProgram.shell(
            "python3 script.py", in: folder,
            environment: ["DIP": DipProgram.path, "PYTHONPATH": Self.module, "PYTHONDONTWRITEBYTECODE": "1"])
    }

    @Test func curvesRunsAndMetrics() async throws {
        try folder.write(TinySpec.settings + TinySpec.sweep, to: "tiny.yaml")
        let output = try await python(
            """
            sd.run("tiny.yaml")
            curves = sd.load("tiny.yaml", frame=False)
            assert len(curves) == 6 and {row["network.lipschitz"] for row in curves} == {1, 2}, curves
            assert all(isinstance(row["psnr"], float) and row["image"] == "leaves" for row in curves)
            assert sd.load(frame=False) == curves
            runs = sd.runs("lipschitz=2", frame=False)
            assert [run["status"] for run in runs] == ["complete"] and runs[0]["key"] in {row["key"] for row in curves}
            folder = "Results/runs/" + runs[0]["run"]
            measured = sd.measure(folder + "/clean.png", folder + "/output.png")
            assert abs(measured["psnr"] - runs[0]["psnr"]) < 0.1, measured
            assert sd.measure(folder + "/clean.png", folder + "/clean.png")["psnr"] == float("inf")
            both = sd.measure(folder, folder)
            assert both["mean"]["psnr"] == float("inf") and "clean.png" in [row["image"] for row in both["images"]], both
            try:
                sd.load("nothere.yaml")
            except sd.DipError as error:
                assert error.status == 2 and str(error) == "nothere.yaml: there is no such file", error
            else:
                assert False
            print("good")

            """)
        #expect(output.status == 0 && output.out == "good\n", "\(output.error)")
    }

    @Test func aPhotographIsRestored() async throws {
        let scene = SyntheticImage.leaves.image(width: 64, height: 64)
        try folder.write(GaussianNoise(sigma: 25, seed: 1).apply(to: scene), to: "photo.png")
        let output = try await python(
            """
            path = sd.restore("photo.png", "denoise", sigma=25, iterations=3, threads=1)
            assert path.name == "photo-restored.png" and path.exists()
            print("good")

            """)
        #expect(output.status == 0 && output.out == "good\n", "\(output.error)")
    }
}
