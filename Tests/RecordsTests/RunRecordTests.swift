import Foundation
import Records
import Testing

extension RunRecord {
    /// A record with a value in every field.
    static func example(name: String = "lipschitz", key: String = "0123abcd", label: String = "network.lipschitz=2")
        -> RunRecord
    {
        RunRecord(
            name: name, key: key, label: label, title: "Lipschitz-controlled spectral bias", scale: "small",
            status: .failed,
            error: "the disk is full", dataset: "set9", image: "image_Peppers512rgb", axes: ["network.lipschitz": "2"],
            settings: ["network.lipschitz": .number(2), "stop": .text("ratio"), "x": .flag(true)],
            overridden: ["stop"],
            seed: 7,
            iterations: 1500, recordEvery: 5, parameters: 1_662_339, summary: ["psnr": 27.3, "iteration_best": 405],
            provenance: Provenance(
                commit: "1f2e3d", dirty: true, compiler: "Swift 6.3", dipVersion: "0.1.0", numericsVersion: 1,
                arithmetic: ["batch-norm": 2],
                libraries: ["fftw": "3.3.10", "openblas": "0.3.21"], cpu: "an ordinary one", instructions: "avx2",
                threads: 2, hostOS: "Linux"
            ),
            started: "2024-05-01T10:00:00Z", heartbeat: "2024-05-01T10:01:00Z", ended: "2024-05-01T10:02:00Z",
            resumed: 2, origin: .init(run: "lipschitz-4567cdef", iteration: 400),
            secondsPerIteration: 0.125, processorSecondsPerIteration: 0.25, peakMemoryMB: 512.5,
            inputs: [.init(file: "a/b.png", sha256: "00ff")],
            notes: ["a note"]
        )
    }
}

@Suite struct RunRecordTests {
    /// An earlier version called crops of 128 x 128 `small`, and other sizes too.
    @Test(arguments: [
        ("paper", 96.0, 96.0, "published"), ("small", 128, 128, "crop128"), ("small", 128, 96, "small"),
        ("small", 96, 128, "small"), ("quick", 128, 128, "quick"),
    ])
    func scalesOfEarlierVersionsHaveTheirPresentNames(scale: String, width: Double, height: Double, name: String) {
        var record = RunRecord.example()
        record.scale = scale
        record.summary["width"] = width
        record.summary["height"] = height
        #expect(record.presentScale == name)
    }

    @Test func keepsEveryFieldThroughJSON() throws {
        let record = RunRecord.example()
        #expect(try JSONDecoder().decode(RunRecord.self, from: record.json()) == record)
    }

    /// One that was made before kinds of operation had versions.
    @Test func aRecordWithoutVersionsOfKindsIsRead() throws {
        var record = RunRecord.example()
        record.provenance.arithmetic = nil
        let text = try record.json()
        #expect(!String(decoding: text, as: UTF8.self).contains("arithmetic"))
        #expect(try JSONDecoder().decode(RunRecord.self, from: text) == record)
    }

    @Test func aSizeThatNoImageHasIsNone() {
        var record = RunRecord.example()
        #expect(record.size == nil && record.channels == nil)
        record.summary = ["width": 64, "height": 48, "channels": 3]
        #expect(record.size! == (64, 48) && record.channels == 3)
        for wrong in [1e30, -1, 0, 6.5, .nan] {
            record.summary = ["width": wrong, "height": 48, "channels": wrong]
            #expect(record.size == nil && record.channels == nil)
        }
    }

    @Test func namesFieldsInSnakeCase() throws {
        let object = try #require(JSONSerialization.jsonObject(with: RunRecord.example().json()) as? [String: Any])
        #expect(
            object.keys.sorted() == [
                "axes", "dataset", "ended", "error", "heartbeat", "image", "inputs", "iterations", "key", "label",
                "name", "notes", "overridden",
                "parameters", "peak_memory_mb", "processor_seconds_per_iteration", "provenance", "record_every",
                "resumed", "scale",
                "seconds_per_iteration", "seed", "settings",
                "started", "status", "summary", "title", "went_on_from",
            ])
        let provenance = try #require(object["provenance"] as? [String: Any])
        #expect(
            provenance.keys.sorted() == [
                "arithmetic", "commit", "compiler", "cpu", "dip_version", "dirty", "host_os", "instructions",
                "libraries",
                "numerics_version", "threads",
            ])
        #expect(object["status"] as? String == "failed")
    }
}
