/// The `run.json` of one run: its settings, outcome, results and provenance.
///
/// A file without a required field is refused; unknown fields are ignored.
package struct RunRecord: Codable, Equatable, Sendable {
    /// The status of a run.
    package enum Status: String, Codable, CaseIterable, Sendable {
        case running, complete, failed, interrupted
    }

    /// A file that the run read, by name and content.
    package struct Input: Codable, Equatable, Sendable {
        package var file: String
        /// Lower-case hexadecimal digits.
        package var sha256: String

        package init(file: String, sha256: String) {
            self.file = file
            self.sha256 = sha256
        }
    }

    /// A shorter run from whose end a run went on.
    package struct Origin: Codable, Equatable, Sendable {
        /// The name of its folder.
        package var run: String
        /// Its iterations.
        package var iteration: Int

        package init(run: String, iteration: Int) {
            self.run = run
            self.iteration = iteration
        }
    }

    package var name: String
    /// Hash of the resolved spec, the inputs and the numerics version.
    package var key: String
    /// What distinguishes the run in its sweep, e.g. `network.lipschitz=2`.
    package var label: String
    package var title: String
    /// The name of the spec's scale as it was when the run was made (`presentScale`); nil for a spec without scales.
    package var scale: String?
    /// The spec's path as it was given to the program; nil in records of earlier versions.
    package var spec: String?
    package var status: Status
    /// Why the run failed, as one sentence.
    package var error: String?
    package var dataset: String
    package var image: String
    /// The values of the sweep in this run, by dotted key of the spec.
    package var axes: [String: String]
    /// The same with their types, and what arguments have set besides; nil in records of earlier versions.
    package var settings: [String: SettingValue]?
    /// The keys of `settings` that were given as arguments; nil where none was.
    package var overridden: [String]?
    package var seed: Int
    package var iterations: Int
    package var recordEvery: Int
    /// Number of learned parameters.
    package var parameters: Int?
    /// Final measures by name, e.g. `psnr`, `psnr_best`, `iteration_best`; a measure that is undefined is left out.
    package var summary: [String: Double]
    package var provenance: Provenance
    /// ISO 8601, UTC, as from `timestamp`; so are heartbeat and ended.
    package var started: String?
    package var heartbeat: String?
    package var ended: String?
    /// How often the run was resumed from a checkpoint; nil if it was never interrupted.
    package var resumed: Int?
    /// The shorter run whose iterations are the first of this one; nil if it began at the beginning.
    package var origin: Origin?
    package var secondsPerIteration: Double?
    /// Processor time of all threads; nil in records of programs that did not measure it.
    package var processorSecondsPerIteration: Double?
    package var peakMemoryMB: Double?
    package var inputs: [Input]
    /// Remarks for readers of the result, e.g. that alpha was composited on white.
    package var notes: [String]

    package init(
        name: String, key: String, label: String, title: String, scale: String? = nil, spec: String? = nil,
        status: Status = .running, error: String? = nil, dataset: String, image: String,
        axes: [String: String] = [:], settings: [String: SettingValue]? = nil, overridden: [String]? = nil, seed: Int,
        iterations: Int, recordEvery: Int, parameters: Int? = nil,
        summary: [String: Double] = [:], provenance: Provenance, started: String? = nil, heartbeat: String? = nil,
        ended: String? = nil, resumed: Int? = nil, origin: Origin? = nil,
        secondsPerIteration: Double? = nil, processorSecondsPerIteration: Double? = nil, peakMemoryMB: Double? = nil,
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
        self.settings = settings
        self.overridden = overridden
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
        self.origin = origin
        self.secondsPerIteration = secondsPerIteration
        self.processorSecondsPerIteration = processorSecondsPerIteration
        self.peakMemoryMB = peakMemoryMB
        self.inputs = inputs
        self.notes = notes
    }

    enum CodingKeys: String, CodingKey {
        case name, key, label, title, scale, spec, status, error, dataset, image, axes, settings, overridden, seed,
            iterations, parameters,
            summary
        case provenance, started, heartbeat, ended, resumed, inputs, notes
        case origin = "went_on_from"
        case recordEvery = "record_every"
        case secondsPerIteration = "seconds_per_iteration"
        case processorSecondsPerIteration = "processor_seconds_per_iteration"
        case peakMemoryMB = "peak_memory_mb"
    }
}

extension RunRecord {
    /// The width and height of the image in pixels; nil where `summary` lacks them or has what no image can have.
    package var size: (width: Int, height: Int)? {
        guard let width = extent("width"), let height = extent("height") else { return nil }
        return (width, height)
    }

    /// The channels of the image; nil as for `size`.
    package var channels: Int? { extent("channels") }

    private func extent(_ name: String) -> Int? {
        summary[name].flatMap { Int(exactly: $0) }.flatMap { 1...1_000_000 ~= $0 ? $0 : nil }
    }

    /// What the run's scale is called now: earlier versions wrote `paper`, and `small` for crops of 128 x 128 and for other sizes.
    package var presentScale: String? {
        switch scale {
        case "paper": "published"
        case "small" where summary["width"] == 128 && summary["height"] == 128: "crop128"
        default: scale
        }
    }
}
