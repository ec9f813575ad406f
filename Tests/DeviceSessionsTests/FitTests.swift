import BinaryCoding
import DeviceSessions
import Imaging
import Restoration
import TestSupport
import Testing

extension DeviceSessionTests {
    /// A whole fit on the device: rows, states, and outputs that are measured while it goes on.
    @Suite struct Fits {
        private static let clean = Image.textured(channels: 3, height: 64, width: 64, seed: 4)

        private func configuration(recordEvery: Int, iterations: Int = 9) -> FitConfiguration {
            var configuration = FitConfiguration(
                task: .denoise(sigma: 25), architecture: .decoder(.init(width: 8, inputChannels: 8, lipschitz: 1.4)),
                learningRate: 0.01, seed: 3, iterations: iterations, recordEvery: recordEvery)
            configuration.inputNoise = 0.05
            return configuration
        }

        private func fit(_ configuration: FitConfiguration, on backend: DeviceBackend) throws -> Fit {
            let problem = try Problem(task: configuration.task, clean: Self.clean, seed: configuration.seed)
            return try Fit(configuration, problem: problem, backend: backend)
        }

        /// All rows but for seconds, in the order in which they came.
        private func rows(_ fit: Fit, until end: Int = .max) throws -> [[Double?]] {
            var rows: [[Double?]] = []
            while !fit.isDone, fit.iteration < end {
                if let row = try fit.step() { rows.append([Double(row.iteration)] + row.values.dropLast()) }
            }
            return rows
        }

        /// Rows come late, but all of them, in order, with the numbers that they have when every output is waited for.
        @Test(arguments: [2, 3, 4, 5, 20])
        func lateRowsAreTheSame(every: Int) throws {
            try TestDevice.use { backend in
                let all = try rows(fit(configuration(recordEvery: 1), on: backend))
                let iterations: [Double?] = all.map { $0[0] }
                #expect(iterations == [0, 1, 2, 3, 4, 5, 6, 7, 8])
                let some = try rows(fit(configuration(recordEvery: every), on: backend))
                let expected: [[Double?]] = all.filter { row in
                    let iteration = Int(row[0]!)
                    return iteration % every == 0 || iteration == 8
                }
                #expect(some == expected)
            }
        }

        @Test(arguments: [1, 4])
        func goesOnBitForBit(every: Int) throws {
            try TestDevice.use { backend in
                let configuration = configuration(recordEvery: every)
                let whole = try fit(configuration, on: backend), expected = try rows(whole)
                for end in 1..<9 {
                    let first = try fit(configuration, on: backend)
                    var found = try rows(first, until: end)
                    if let row = first.settle() { found.append([Double(row.iteration)] + row.values.dropLast()) }
                    var writer = ByteWriter()
                    try first.encodeState(to: &writer)
                    let second = try fit(configuration, on: backend)
                    var reader = ByteReader(writer.bytes)
                    try second.restoreState(from: &reader)
                    found += try rows(second)
                    #expect(found == expected, "from \(end)")
                    #expect(second.result.output == whole.result.output)
                    #expect(second.result.best == whole.result.best)
                }
            }
        }

        /// Outputs come to the host for rows alone, the loss with each step, and noise of the device's own stream needs nothing from there.
        @Test func onlyWhatIsRecordedIsCopied() throws {
            var configuration = configuration(recordEvery: 4)
            configuration.inputNoiseStream = .threefry
            try Steps.use { device, backend in
                let fit = try fit(configuration, on: backend)
                for iteration in 0..<9 {
                    let counts = try device.counting { _ = try fit.step() }
                    let isRecorded = iteration % 4 == 0 || iteration == 8
                    let output = isRecorded ? 4 * Self.clean.pixels.count : 0
                    #expect(counts.bytes(.copyOut) == StepCounts.lossBytes + output, "iteration \(iteration)")
                    // The clean input, once.
                    #expect(counts.calls(.copyIn) == (iteration == 0 ? 1 : 0))
                }
                #expect(fit.isDone)
            }
        }

        /// A fit that diverges hands out what it has measured before it says so.
        @Test func nothingMeasuredIsLost() throws {
            var configuration = configuration(recordEvery: 4)
            configuration.learningRate = 1e30
            try TestDevice.use { backend in
                let fit = try fit(configuration, on: backend)
                var iterations: [Int] = []
                #expect(throws: FitError.self) {
                    while !fit.isDone { if let row = try fit.step() { iterations.append(row.iteration) } }
                }
                #expect(iterations == [0])
            }
        }
    }
}
