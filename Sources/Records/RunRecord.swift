/// The `run.json` of one run: its settings, outcome, results and provenance.
///
/// A file without a required field is refused; unknown fields are ignored.
public struct RunRecord: Codable, Equatable, Sendable {
    /// The status of a run.
    public enum Status: String, Codable, CaseIterable, Sendable {
        case running, complete, failed, interrupted
    }

    /// A file that the run read, by name and content.
    public struct Input: Codable, Equatable, Sendable {
        public var file: String
        /// Lower-case hexadecimal digits.
        public var sha256: String

        public init(file: String, sha256: String) {
            self.file = file
            self.sha256 = sha256
        }
    }

    public var name: String
    /// Hash of the resolved spec, the inputs and the numerics version.
    public var key: String
    /// What distinguishes the run in its sweep, e.g. `network.lipschitz=2`.
    public var label: String
    public var title: String
    /// quick, small or paper; nil for a spec without scales.
    public var scale: String?
    /// The spec's path as it was given to the program; nil in records of earlier versions.
    public var spec: String?
    public var status: Status
    /// Why the run failed, as one sentence.
    public var error: String?
    public var dataset: String
    public var image: String
    /// The values of the sweep in this run, by dotted key of the spec.
    public var axes: [String: String]
    public var seed: Int
    public var iterations: Int
    public var recordEvery: Int
    /// Number of learned parameters.
    public var parameters: Int?
    /// Final measures by name, e.g. `psnr`, `psnr_best`, `iteration_best`; a measure that is undefined is left out.
    public var summary: [String: Double]
    public var provenance: Provenance
    /// ISO 8601, UTC, as from `timestamp`; so are heartbeat and ended.
    public var started: String?
    public var heartbeat: String?
    public var ended: String?
    /// How often the run was resumed from a checkpoint; nil if it was never interrupted.
    public var resumed: Int?
    public var secondsPerIteration: Double?
    public var peakMemoryMB: Double?
    public var inputs: [Input]
    /// Remarks for readers of the result, e.g. that alpha was composited on white.
    public var notes: [String]

    public init(
        name: String, key: String, label: String, title: String, scale: String? = nil, spec: String? = nil,
        status: Status = .running, error: String? = nil, dataset: String, image: String,
        axes: [String: String] = [:], seed: Int, iterations: Int, recordEvery: Int, parameters: Int? = nil,
        summary: [String: Double] = [:], provenance: Provenance, started: String? = nil, heartbeat: String? = nil,
        ended: String? = nil, resumed: Int? = nil, secondsPerIteration: Double? = nil, peakMemoryMB: Double? = nil,
        inputs: [Input] = [], notes: [String] = []
    ) {
        self.name = name
        self.key = key
        self.label = label
        self.title = title
        self.scale = scale
        self.spec = spec
        self.status = status
        self.error = error
        self.dataset = dataset
        self.image = image
        self.axes = axes
        self.seed = seed
        self.iterations = iterations
        self.recordEvery = recordEvery
        self.parameters = parameters
        self.summary = summary
        self.provenance = provenance
        self.started = started
        self.heartbeat = heartbeat
        self.ended = ended
        self.resumed = resumed
        self.secondsPerIteration = secondsPerIteration
        self.peakMemoryMB = peakMemoryMB
        self.inputs = inputs
        self.notes = notes
    }

    enum CodingKeys: String, CodingKey {
        case name, key, label, title, scale, spec, status, error, dataset, image, axes, seed, iterations, parameters,
            summary
        case provenance, started, heartbeat, ended, resumed, inputs, notes
        case recordEvery = "record_every"
        case secondsPerIteration = "seconds_per_iteration"
        case peakMemoryMB = "peak_memory_mb"
    }
}
