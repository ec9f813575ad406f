/// How the runs of a plan ended.
public struct RunSummary: Equatable, Sendable {
    public struct Failure: Equatable, Sendable {
        public let label: String
        public let key: String
        public let directory: String
        public let reason: String
    }

    /// Directories of the completed runs, of those whose record already existed, and of those that other processes are still executing.
    public var completed: [String] = []
    public var cached: [String] = []
    public var elsewhere: [String] = []
    public var failed: [Failure] = []
    /// Whether a signal stopped the work before all runs were complete.
    public var interrupted = false

    public init(
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
