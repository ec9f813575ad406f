import Foundation
import Imaging
import Kernels
import Networks
import Records
import Restoration

extension TrajectoryCase {
    /// The published program's curve.
    package func reference() throws -> CurveTable {
        guard let path = Bundle.module.path(forResource: "Trajectories/\(name)", ofType: "csv") else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: name])
        }
        return try CurveTable(contentsOf: path)
    }

    /// Repeats the run on the image below `data`, at most `iterations` of it.
    /// - Parameters:
    ///   - backend: where the network is trained; nil is the processor.
    ///   - perturbation: changes the initial weights by rounding, a different way for each number.
    package func run(
        data: String, threads: Int, method: ConvolutionMethod = .winograd, backend: (any ComputeBackend)? = nil,
        iterations: Int? = nil,
        perturbation: UInt32? = nil
    ) throws -> CurveTable {
        let clean = try ImageFile.load("\(data)/\(image)").image.cropped(crop)
        var configuration = configuration
        configuration.iterations = min(iterations ?? .max, configuration.iterations)
        let problem = try Problem(task: configuration.task, clean: clean, seed: configuration.seed)
        let fit = try Fit(
            configuration, problem: problem, backend: backend ?? CPUBackend(threads: threads, method: method),
            perturbation: perturbation)
        var rows: [[Double?]] = []
        while !fit.isDone {
            if let row = try fit.step() { rows.append([Double(row.iteration)] + row.values) }
        }
        return CurveTable(columns: fit.columns, rows: rows)
    }
}
