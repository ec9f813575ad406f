import Foundation
import Kernels
import Verification

// Repeats every recorded trajectory of the published program and prints how ours compares; exit status 1 when any quantity is off.
// Arguments: the data folder, the convolution method, the number of threads, then names of single cases.
//
// Some of these runs amplify rounding so much that the published program does not repeat itself: PyTorch on another processor, on one
// thread, or from weights changed in the last digit, leaves its own curve within a few iterations. Single iterations of those are
// allowed twice what PyTorch's own repetitions stray (`TrajectoryCase.repetition`). Where the mean over a window disagrees, five more
// runs from weights changed in the last digit show how far rounding carries; the mean of all is compared, three standard deviations
// allowed ("within spread").

let arguments = CommandLine.arguments.dropFirst()
guard let data = arguments.first else {
    print("usage: verify DATA [winograd|direct] [THREADS] [CASE ...]")
    exit(2)
}
let method = arguments.dropFirst().first.flatMap(ConvolutionMethod.init) ?? .winograd
let threads = arguments.dropFirst(2).first.flatMap { Int($0) } ?? ProcessInfo.processInfo.activeProcessorCount
let wanted = arguments.dropFirst(3)

func printRow(_ cells: [String]) {
    let widths = [32, 26, 12, 12, 10, 10]
    print(
        zip(cells, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }.joined(
            separator: " "),
        cells.dropFirst(widths.count).joined(separator: " "))
    fflush(nil)
}

var failures = 0
print("convolution: \(method.rawValue), threads: \(threads)")
printRow(["case", "quantity", "published", "ours", "difference", "limit", "verdict"])
for trajectory in TrajectoryCase.all where wanted.isEmpty || wanted.contains(trajectory.name) {
    let start = Date()
    let reference = try trajectory.reference()
    var curves = [try trajectory.run(data: data, threads: threads, method: method)]
    let single = trajectory.compare(curves, with: reference)
    var verdicts = single
    if !single.allSatisfy(\.agrees) {
        curves += try (1...5).map { try trajectory.run(data: data, threads: threads, method: method, perturbation: $0) }
        verdicts = trajectory.compare(curves, with: reference)
    }
    for (alone, together) in zip(single, verdicts) {
        let verdict = alone.agrees ? alone : together
        if !verdict.agrees { failures += 1 }
        printRow([
            trajectory.name, verdict.quantity, String(format: "%.7g", verdict.published),
            String(format: "%.7g", verdict.ours),
            String(format: "%.2g", verdict.difference), String(format: "%.2g", verdict.limit),
            alone.agrees ? "agrees" : verdict.agrees ? "within spread of \(curves.count) runs" : "DIFFERS",
        ])
    }
    printRow([trajectory.name, String(format: "%.0f s", Date().timeIntervalSince(start))])
}
print(
    failures == 0
        ? "every quantity agrees with the published program"
        : "\(failures) quantities differ from the published program")
exit(failures == 0 ? 0 : 1)
