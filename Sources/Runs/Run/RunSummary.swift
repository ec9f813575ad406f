/// How the runs of a plan ended.
package struct RunSummary: Equatable, Sendable {
    package struct Failure: Equatable, Sendable {
        package let label: String
        package let key: String
        package let directory: String
        package let reason: String
    }

    /// Directories of the completed runs, of those whose record already existed, and of those that other processes are still executing.
    package var completed: [String] = []
    package var cached: [String] = []
    package var elsewhere: [String] = []
    package var failed: [Failure] = []
    /// Whether a signal stopped the work before all runs were complete.
    package var interrupted = false

    package init(
        completed: [String] = [], cached: [String] = [], elsewhere: [String] = [], failed: [Failure] = [],
        interrupted: Bool = false
    ) {
        self.completed = completed
        self.cached = cached
        self.elsewhere = elsewhere
        self.failed = failed
        self.interrupted = interrupted
    }
}
