/// Measures the throughput of two ways to use two threads.
enum ThroughputBench {
    /// The two ways take turns, each with `iterations` iterations a run.
    static func measure(_ options: NetworkOptions, iterations: Int, rounds: Int) throws -> Throughput {
        func rate(runs: Int, threads: Int) throws -> Double {
            let request = StepProcess.Request(options: options, threads: threads, iterations: iterations)
            let stamps = try StepProcess.run(Array(repeating: request, count: runs)).compactMap(\.stamps)
            guard let rate = Throughput.rate(stamps) else {
                throw WorkFailure("the two runs were never at work at the same time; ask for more than \(iterations) --iterations")
            }
            return rate
        }
        var two: [Double] = [], one: [Double] = []
        for _ in 0..<rounds {
            two.append(try rate(runs: 2, threads: 1))
            one.append(try rate(runs: 1, threads: 2))
        }
        return Throughput(size: options.size, twoRuns: two, oneRun: one)
    }
}
