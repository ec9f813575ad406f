import DeviceDoubles
import DeviceSessions
import Devices
import Foundation
import Records
import Restoration
import RunFixtures
import Testing
@testable import Runs

/// The first usable device of OpenCL on this machine.
private let device = DeviceCatalogue.all().first { $0.driver == .opencl && $0.problem == nil }

/// Runs on a device that fails in the middle: one sentence, and the last checkpoint is kept.
@Suite(.serialized, .enabled(if: device != nil, "no device of OpenCL is installed")) struct DeviceRunTests {
    private let bench: Bench
    private let place: TrainingPlace

    init() throws {
        bench = try Bench(
            "images: [leaves]\nsize: 32\niterations: 12\nrecord_every: 1\nnetwork: {width: 4, depth: 2}\n")
        place = try TrainingPlace(device!.choice)
    }

    /// Makes the run on the device, wrapped as asked for; the outcome and what the log says.
    private func make(_ wrap: @escaping (any Device) -> any Device = { $0 }) throws
        -> (outcome: RunOutcome, record: RunRecord, log: String, folder: String)
    {
        let plan = try bench.plan(place: place), planned = plan.runs[0]
        var provenance = testProvenance
        provenance.device = place.provenance
        let executor = RunExecutor(
            plan: plan, provenance: provenance, checkpointInterval: 0,
            makeFit: { configuration, problem, _ in
                let opened = try #require(try DeviceCatalogue.open(device!.choice))
                return try Fit(configuration, problem: problem, backend: DeviceBackend(device: wrap(opened)))
            }, isInterrupted: { false })
        let outcome = DeviceTurn.take { executor.make(planned, observer: SilentObserver()) }
        return (
            outcome, try RunRecord(contentsOf: planned.directory + "/run.json"),
            try TextFile.read(planned.directory + "/log.txt"), planned.directory
        )
    }

    @Test func theRecordSaysWhereItWasMadeAndTheKeyTellsPlacesApart() throws {
        let (outcome, record, log, _) = try make()
        guard case .complete = outcome else {
            Issue.record("\(outcome)")
            return
        }
        let made = try #require(record.provenance.device)
        #expect(made.driver == "opencl" && made.name == device?.name && made.driverVersion == device?.driverVersion)
        #expect(made.compiler == device?.compiler && made.arithmetic == Numerics.deviceVersion)
        #expect(record.provenance.arithmetic == nil)
        #expect(log.contains(", on \(device!.name), \(device!.driverVersion)"))
        let here = try bench.plan(place: place).runs[0], processor = try bench.plan().runs[0]
        #expect(here.state == .cached && here.key != processor.key)
        #expect(
            processor.state
                == .missing(reason: "never run on the processor; spec/leaves-seed0-\(record.key) was run on OpenCL"))
    }

    @Test func aDeviceLostInTheMiddleKeepsTheCheckpointAndTheRunGoesOn() throws {
        let whole = try make()
        let curves = try TextFile.read(whole.folder + "/curves.csv")
        try FileManager.default.removeItem(atPath: whole.folder)

        let sentence = "\(device!.name) was lost: GONE"
        let lost = try make {
            FailingDevice($0, failing: .wait, at: 20, with: .lost(device: device!.name, code: "GONE"))
        }
        #expect(lost.outcome == .failed(sentence))
        #expect(lost.record.status == .failed && lost.record.error == sentence)
        let resumesAt = try #require(try bench.plan(place: place).runs[0].resumesAt)
        #expect(resumesAt > 0 && resumesAt < 12)

        let again = try make()
        guard case .complete = again.outcome else {
            Issue.record("\(again.outcome)")
            return
        }
        #expect(again.record.resumed == 1 && again.record.error == nil && again.record.notes == [])
        // The same numbers as in one go, but for the time that steps took.
        func measured(_ text: String) -> [Substring] {
            text.split(separator: "\n").map { $0[..<($0.lastIndex(of: ",") ?? $0.endIndex)] }
        }
        #expect(try measured(TextFile.read(again.folder + "/curves.csv")) == measured(curves))
    }

    @Test func aRunThatGoesOnElsewhereSaysSo() throws {
        _ = try make { FailingDevice($0, failing: .wait, at: 20) }
        let path = try bench.plan(place: place).runs[0].directory + "/run.json"
        var record = try RunRecord(contentsOf: path)
        record.provenance.device?.name = "Other card"
        try record.write(to: path)
        let again = try make()
        #expect(again.record.notes == ["the first iterations were run on Other card, \(device!.driverVersion)"])
    }

    @Test func whatTheCompilerSaidStandsInTheLog() throws {
        let words = "kernels.cl:7:3: error: injected\nkernels.cl:8:1: note: and more"
        let failed = try make {
            FailingDevice($0, failing: .compile, at: 1, with: .compile(device: device!.name, log: words))
        }
        #expect(
            failed.outcome
                == .failed("a kernel does not compile for \(device!.name): kernels.cl:7:3: error: injected"))
        #expect(failed.log.contains("note: and more"))
    }

    /// Whatever fails first, and whenever: the run fails with a sentence, or it is done.
    @Test(arguments: FailingDevice.Call.allCases)
    func everyCallMayFailAtAnyTime(call: FailingDevice.Call) throws {
        for number in [1, 2, 5, 17, 40] {
            let made = try make { FailingDevice($0, failing: call, at: number) }
            switch made.outcome {
            case .complete: #expect(made.record.status == .complete)
            case .failed(let sentence):
                #expect(!sentence.isEmpty && !sentence.contains("\n") && made.record.error == sentence)
            default: Issue.record("\(made.outcome)")
            }
            try FileManager.default.removeItem(atPath: made.folder)
        }
    }
}
