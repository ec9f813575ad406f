import Foundation

/// Paths as seen from another folder, so that committed scripts find their data on every machine.
enum RelativePath {
    /// `Results/runs/a` from `Plots` is `../Results/runs/a`; both may be absolute or relative to the working directory.
    static func from(_ folder: String, to path: String) -> String {
        let start = components(folder)
        let end = components(path)
        let common = zip(start, end).prefix { $0 == $1 }.count
        let steps = Array(repeating: "..", count: start.count - common) + end[common...]
        return steps.isEmpty ? "." : steps.joined(separator: "/")
    }

    private static func components(_ path: String) -> [String] {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents.filter { $0 != "/" }
    }
}
