import Records

/// Measures the points of a scaling study, each in a process of its own.
struct ScalingBench {
    let options: NetworkOptions
    let points: [Scaling.Point]
    let iterations: Int

    /// Every size at the standard width, then every width at the size of the options, each with every number of threads, once.
    init(_ options: NetworkOptions, sizes: [Int], widths: [Int], threads: [Int], iterations: Int) {
        self.options = options
        self.iterations = iterations
        let shapes = sizes.map { ($0, options.width) } + widths.map { (options.size, $0) }
        var seen = Set<Scaling.Point>()
        points = threads.flatMap { threads in shapes.map { Scaling.Point(size: $0.0, width: $0.1, threads: threads) } }
            .filter { seen.insert($0).inserted }
    }

    /// All points in each round, so that a disturbance meets all alike; `onRound` receives what is known after each.
    func measure(rounds: Int, onRound: (Scaling) throws -> Void) throws -> Scaling {
        var reports = [[BenchReport]](repeating: [], count: points.count)
        var scaling = Scaling(rows: [])
        for _ in 0..<rounds {
            for (index, point) in points.enumerated() {
                var options = options
                options.image.size = point.size
                options.width = point.width
                let request = StepProcess.Request(options: options, threads: point.threads, iterations: iterations)
                reports[index] += try StepProcess.run([request])
            }
            scaling = Scaling(rows: zip(points, reports).map { Scaling.Row($0, $1) })
            try onRound(scaling)
        }
        return scaling
    }
}
