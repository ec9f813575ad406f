import DeviceDoubles
import DeviceSessions
import Devices
import MallocCount
import Networks
import TestSupport
import Testing

extension DeviceSessionTests {
    /// A step stays on the device: nothing is allocated, compiled or prepared, and only the loss comes to the host.
    @Suite struct Steps {
        /// The device of tests with its calls counted; shared, as kernels are compiled once.
        nonisolated(unsafe) private static var shared: (device: CountingDevice, backend: DeviceBackend)?

        static func use<R>(_ body: (CountingDevice, DeviceBackend) throws -> R) throws -> R {
            try TestDevice.open { device in
                let counting = CountingDevice(device)
                let both = shared ?? (counting, DeviceBackend(device: counting))
                shared = both
                return try body(both.0, both.1)
            }
        }

        @Test(arguments: SteppedRun.names)
        func takeNothing(_ name: String) throws {
            let run = try SteppedRun(name)
            try Self.use { device, backend in
                let session = try run.data.session(on: backend)
                for _ in 0..<3 { try run.step(session) }
                let alive = LiveObjects.all
                let counts = try device.counting { for _ in 0..<10 { try run.step(session) } }
                #expect(LiveObjects.all == alive)
                StepCounts.expect(counts, run, steps: 10)
                #expect(session.iterations == 13)
            }
        }

        /// What is read between steps takes nothing of the device either.
        @Test func outputsAreCopiedAlone() throws {
            let run = try SteppedRun("skip, threefry noise"), count = run.data.network.output.count
            try Self.use { device, backend in
                let session = try run.data.session(on: backend)
                var output = [Float](repeating: 0, count: count)
                try run.step(session)
                let counts = try device.counting { for _ in 0..<5 { try session.readOutput(into: &output) } }
                #expect(counts.calls(.copyOut) == 5 && counts.bytes(.copyOut) == 5 * 4 * count)
                for call in StepCounts.none { #expect(counts.calls(call) == 0) }
            }
        }
    }
}

/// What steps may ask of a device.
enum StepCounts {
    /// Nothing of these.
    static let none: [WatchedDevice.Call] = [.allocate, .pinned, .compile, .prepare, .clear, .copyOnDevice, .finish]
    /// Two sums of two floats each, and whether they are finite.
    static let lossBytes = 20

    static func expect(_ counts: CountingDevice.Counts, _ run: SteppedRun, steps: Int) {
        for call in none { #expect(counts.calls(call) == 0, "\(call)") }
        #expect(counts.calls(.copyOut) == steps && counts.bytes(.copyOut) == steps * lossBytes)
        // Uniform numbers are not drawn anew before their last copy is done.
        let drawn = run.noise == .pytorch ? steps : 0
        #expect(counts.calls(.wait) == steps + drawn)
        #expect(counts.calls(.copyIn) == drawn && counts.bytes(.copyIn) == steps * run.copiedIn)
        #expect(counts.calls(.launch) > 2 * steps)
    }
}

/// The same of the session itself, without a driver, on every machine: it asks the host for no memory.
@Suite(.enabled(if: malloc_count() >= 0, "memory can be counted with glibc only, and not under the address sanitizer"))
struct SessionAllocationTests {
    @Test(arguments: SteppedRun.names)
    func aStepAllocatesNothing(_ name: String) throws {
        let run = try SteppedRun(name)
        try DeviceTurn.take {
            let session = try run.data.session(on: DeviceBackend(device: IdleDevice()))
            for _ in 0..<3 { try run.step(session) }
            let requests = malloc_count(), held = malloc_bytes_held()
            for _ in 0..<100 { try run.step(session) }
            let more = malloc_count() - requests, grown = malloc_bytes_held() - held
            #expect(more == 0 && grown == 0)
            #expect(session.iterations == 103)
        }
    }

    @Test(arguments: SteppedRun.names)
    func aStepAsksForNothing(_ name: String) throws {
        let run = try SteppedRun(name)
        try DeviceTurn.take {
            let device = CountingDevice(IdleDevice())
            let session = try run.data.session(on: DeviceBackend(device: device))
            for _ in 0..<3 { try run.step(session) }
            StepCounts.expect(try device.counting { for _ in 0..<10 { try run.step(session) } }, run, steps: 10)
        }
    }

    /// What only the processor has is refused and not left out.
    @Test func otherUpdatesThanAdamAreRefused() throws {
        var data = try SteppedRun("decoder, controlled").data
        for optimizer in [
            Optimizer(learningRate: 0.1, rule: .descent), Optimizer(learningRate: 0.1, largestNorm: 1),
            Optimizer(learningRate: 0.1, schedule: .exponential(factor: 0.9)),
            Optimizer(learningRate: 0.1, epsilon: 1e-6),
        ] {
            data.optimizer = optimizer
            #expect(throws: NetworkError.self) { _ = try data.session(on: DeviceBackend(device: IdleDevice())) }
        }
    }

    /// The counts themselves work: a session that is compiled asks for memory and prepares its launches.
    @Test func compilingIsCounted() throws {
        let run = try SteppedRun("decoder, controlled")
        try DeviceTurn.take {
            let device = CountingDevice(IdleDevice())
            let before = malloc_count()
            let counts = try device.counting { _ = try run.data.session(on: DeviceBackend(device: device)) }
            #expect(malloc_count() > before)
            #expect(counts.bytes(.allocate) == DeviceMemory(run.data.network).total)
            for call in [WatchedDevice.Call.pinned, .compile, .prepare, .copyIn] { #expect(counts.calls(call) > 0) }
        }
    }
}
