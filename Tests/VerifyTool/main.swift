import Foundation
import Verification

// Runs every recorded trajectory of the published program and prints how ours compares; exit status 1 when any quantity is off.
// Arguments: the data folder, then the number of threads, then names of single cases.

guard CommandLine.arguments.count > 1 else {
    print("usage: verify DATA [THREADS] [CASE ...]")
    exit(2)
}
let data = CommandLine.arguments[1]
let threads = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? ProcessInfo.processInfo.activeProcessorCount
let wanted = CommandLine.arguments.dropFirst(3)
let cases = TrajectoryCase.all.filter { wanted.isEmpty || wanted.contains($0.name) }

func print(_ cells: String...) {
    let widths = [32, 26, 12, 12, 11, 9]
    let line = zip(cells, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }.joined(separator: " ")
    Swift.print(line + " " + cells.dropFirst(widths.count).joined(separator: " "))
    fflush(nil)
}

var failures = 0
print("case", "quantity", "published", "ours", "difference", "limit", "verdict")
for trajectory in cases {
    let start = Date()
    let ours = try trajectory.run(data: data, threads: threads)
    for verdict in trajectory.compare(ours, with: try trajectory.reference()) {
        if !verdict.agrees { failures += 1 }
        print(verdict.name, verdict.quantity, String(format: "%.7g", verdict.published), String(format: "%.7g", verdict.ours),
              String(format: "%.2g", verdict.difference), String(format: "%g", verdict.limit), verdict.agrees ? "agrees" : "DIFFERS")
    }
    print(trajectory.name, String(format: "%.0f s", Date().timeIntervalSince(start)))
}
print(failures == 0 ? "every quantity agrees with the published program" : "\(failures) quantities differ from the published program")
exit(failures == 0 ? 0 : 1)
