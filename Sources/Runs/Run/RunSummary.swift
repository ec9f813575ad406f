/// How the runs of a plan ended.
public struct RunSummary: Equatable, Sendable {
    public struct Failure: Equatable, Sendable {
        public let label: String
        public let key: String
        public let directory: String
        public let reason: String
    }

    /// Directories of the runs that were made, of those whose record was there, and of those that other processes still make.
    public var completed: [String] = []
    public var cached: [String] = []
    public var elsewhere: [String] = []
    public var failed: [Failure] = []
    /// Whether a signal ended the work before all runs were made.
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
