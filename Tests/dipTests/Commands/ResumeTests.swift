import Devices
import Foundation
import Records
import Testing

/// The built program, killed at random moments: what it leaves at last is what it leaves when nobody disturbs it.
@Suite(.serialized) struct ResumeTests {
    private let trial: ResumeTrial

    init() throws {
        trial = try ResumeTrial()
    }

    @Test(arguments: ResumeTrial.cases)
    func killedAtRandomMoments(_ test: ResumeTrial.Case) async throws {
        try await trial.killed(test, kills: 10, longestDelay: 0.6)
    }
}

/// The same on a device, beside the others, as starting takes long there.
@Suite struct DeviceResumeTests {
    private static let device = DeviceCatalogue.all().first { $0.driver == .opencl && $0.problem == nil }
    private let trial: ResumeTrial

    init() throws {
        trial = try ResumeTrial()
    }

    @Test(.enabled(if: device != nil, "no device of OpenCL is installed"), arguments: ResumeTrial.deviceCases)
    func killedAtRandomMoments(_ test: ResumeTrial.Case) async throws {
        try await trial.killed(test, kills: 4, longestDelay: .infinity, place: ["--device", "opencl"])
    }
}

/// Runs one spec undisturbed and killed again and again, and compares the two records.
struct ResumeTrial {
    /// A run of less than a second, by the kind of state that it keeps.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let settings: String
        let testDescription: String

        init(_ name: String, iterations: Int, _ settings: String) {
            (self.name, testDescription) = (name, name)
            self.settings =
                "dataset: synthetic\nimages: [leaves]\nsize: 32\niterations: \(iterations)\nrecord_every: 3\n"
                + settings
        }
    }

    static let cases = [
        Case(
            "noise", iterations: 300,
            "network: {architecture: skip, down: [4, 4], up: [4, 4], skip: [2, 2], input_channels: 4}\n"
                + "input_noise: 0.03\nema: 0.9\n"),
        Case(
            "backtracking", iterations: 300,
            "network: {width: 4, depth: 2, lipschitz: 1.4}\noptimizer: {adam: {learning_rate: 0.05}}\nbacktrack: 0.1\n"),
        Case(
            "lowest-loss", iterations: 500,
            "network: {architecture: deep-decoder, width: 8, depth: 3}\noptimizer: {adam: {learning_rate: 0.5}}\n"),
        Case(
            "monitors", iterations: 400,
            "task: {inpaint: {bernoulli: 0.5}}\nnetwork: {width: 4, depth: 2}\nstop: {fixed: {iteration: 320}}\n"
                + "monitors: [oracle, {ratio: {window: 30}}, {es-wmv: {window: 20, patience: 200}}, {es-emv: {patience: 200}}, {loss-target: {sigma: 50}}]\n"
        ),
        Case("super-resolution", iterations: 300, "task: super-resolve\nnetwork: {width: 4, depth: 2}\nema: 0.5\n"),
    ]
    /// On a device, where starting takes longer than the run.
    static let deviceCases = [
        Case(
            "decoder", iterations: 90, "network: {width: 4, depth: 2, lipschitz: 1.4}\nema: 0.9\ninput_noise: 0.03\n"),
        Case(
            "decoder-threefry", iterations: 90,
            "network: {width: 4, depth: 2}\ninput_noise: 0.03\ninput_noise_stream: threefry\n"
                + "optimizer: {sgld: {burn_in: 30, every: 10}}\n"),
        Case(
            "skip", iterations: 60,
            "network: {architecture: skip, down: [4, 4], up: [4, 4], skip: [2, 2], input_channels: 4}\n"),
        Case("inpainting", iterations: 90, "task: {inpaint: {bernoulli: 0.5}}\nnetwork: {width: 4, depth: 2}\n"),
    ]
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    /// Everything in a run's folder that must not depend on interruptions, by name.
    private func contents(_ run: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        // A kill between the end of a record and that of its lock leaves the lock of a dead process, which holds nobody up; the end state
        // has the seconds in it.
        let others = ["log.txt", "run.json", "curves.csv", "claim", EndState.file]
        for name in folder.names(in: run) where !others.contains(name) {
            contents[name] = try folder.data("\(run)/\(name)")
        }
        contents[EndState.file] = folder.exists("\(run)/\(EndState.file)") ? Data() : nil
        contents["curves.csv"] = Data(try folder.curves(run).joined(separator: "\n").utf8)
        return contents
    }

    private func record(_ run: String) throws -> RunRecord {
        try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json")
    }

    /// What the record says but for times, threads and the state of the source, which may be edited meanwhile.
    private func figures(_ run: String) throws -> RunRecord {
        var record = try record(run)
        (record.started, record.heartbeat, record.ended, record.resumed) = (nil, nil, nil, nil)
        (record.secondsPerIteration, record.processorSecondsPerIteration) = (nil, nil)
        (record.peakMemoryMB, record.provenance.threads) = (nil, 0)
        (record.provenance.commit, record.provenance.dirty) = (nil, nil)
        return record
    }

    private func expectSame(_ run: String, _ reference: String, _ comment: String) throws {
        let (found, expected) = (try contents(run), try contents(reference))
        #expect(found.keys.sorted() == expected.keys.sorted(), "\(comment)")
        for (name, data) in expected { #expect(found[name] == data, "\(name) \(comment)") }
        #expect(try figures(run) == figures(reference), "\(comment)")
    }

    /// - Parameters:
    ///   - kills: of each case.
    ///   - longestDelay: seconds after which a process is killed at the latest.
    func killed(_ test: Case, kills: Int, longestDelay: Double, place: [String] = []) async throws {
        try folder.write(test.settings, to: "\(test.name).yaml")
        func arguments(_ results: String, threads: Int) -> [String] {
            ["run", "\(test.name).yaml", "--results", results, "--threads", "\(threads)"] + place
        }
        if !place.isEmpty {
            // The driver compiles kernels once.
            _ = try await DipProgram.start(arguments("first", threads: 1), in: folder).end()
        }
        let start = Date()
        #expect(try await DipProgram.start(arguments("whole", threads: 1), in: folder).end().status == 0)
        let duration = Date().timeIntervalSince(start)
        let reference = try #require(folder.runs(in: "whole").first)
        let run = reference.replacing("whole/", with: "killed/")

        var random = Moments(seed: 2024)
        var moments: [String] = [], delivered = 0
        while delivered < kills {
            // Every iteration, or as often as a tenth of the run.
            let interval = random.next() < 0.3 ? 0 : 0.05, delay = random.next() * min(duration, longestDelay)
            moments.append(String(format: "%.0f ms", 1000 * delay))
            let running = try DipProgram.start(
                arguments("killed", threads: 1 + delivered % 3) + ["--checkpoint-every", "\(interval)"], in: folder)
            let end = Date().addingTimeInterval(delay)
            // The process of the run first, which would write a checkpoint if only the one that started it were killed.
            let directory = "\(folder.path)/\(run)"
            running.send(SIGKILL) {
                guard Date() >= end else { return false }
                if let worker = RunLock.holder(of: directory)?.holder?.process.pid { kill(worker, SIGKILL) }
                return true
            }
            if try await running.end().status == 0 {
                // Done before the kill: compared and begun again.
                try expectSame(run, reference, "killed after \(moments)")
                try FileManager.default.removeItem(atPath: "\(folder.path)/killed")
                moments = []
            } else {
                delivered += 1
            }
        }
        let last = try await DipProgram.start(arguments("killed", threads: 2), in: folder).end()
        #expect(last.status == 0, "\(last.error)")
        try expectSame(run, reference, "killed after \(moments)")
        #expect(try record(run).status == .complete && record(run).resumed ?? 0 <= kills)
    }

    /// Random numbers that are the same every time.
    private struct Moments {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        /// Of 0..<1.
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53
        }
    }
}
