import Architectures
import Imaging
import Restoration

/// The complete settings of one run, with all defaults filled in.
package struct ExperimentSpec: Equatable, Sendable {
    package var name: String
    package var title: String
    package var source: ImageSource
    /// The part of the image that is restored.
    package var crop: Crop
    package var fit: FitConfiguration

    /// The defaults of a spec.
    static let standard = ExperimentSpec(
        name: "", title: "", source: .synthetic(SyntheticImage.allCases[0], width: 128, height: 128), crop: .published,
        fit: FitConfiguration(
            task: .denoise(sigma: 25), architecture: Architecture.Name.decoder.standard, iterations: 3000,
            recordEvery: 10))

    /// The canonical YAML of the run: fixed keys in a fixed order, with every default written out; reading it gives the
    /// same run.
    package var resolved: String {
        "name: \(CanonicalText.scalar(name))\ntitle: \(CanonicalText.scalar(title))\n" + settings
    }

    /// The same with floating-point numbers as every reader of YAML takes them, for `spec.yaml`; the keys of runs do not
    /// depend on it.
    package var published: String { CanonicalText.withDottedExponents(resolved) }

    /// The part of the canonical text that determines the numbers, without name, title and the folders of image files.
    package var hashedText: String {
        var spec = self
        if case .file(let path) = source { spec.source = .file(path: FilePath.name(path)) }
        if let mask = fit.task.maskPath { spec.fit.task = .inpaintRegion(mask: FilePath.name(mask)) }
        return spec.settings
    }

    /// The task in words, such as `denoise sigma 25`, with the name of a mask's file.
    package var taskWords: String {
        var task = fit.task
        if let mask = task.maskPath { task = .inpaintRegion(mask: FilePath.name(mask)) }
        return TaskKeys.choice.text(task).filter { $0 != "{" && $0 != "}" }.replacing(": ", with: " ")
    }

    private var settings: String {
        RunKeys.block.lines(self).map { key, value in "\(key):\(value.hasPrefix("\n") ? "" : " ")\(value)\n" }.joined()
    }
}

extension ExperimentSpec {
    /// Reads the settings of one run from a merged spec; the source of its image has been read before.
    ///
    /// Other files are relative to `specFolder`. Throws all mistakes.
    package init(_ root: SpecNode, name: String, source: ImageSource, specFolder: String) throws {
        var spec = Self.standard, mistakes = Mistakes()
        (spec.name, spec.title, spec.source) = (name, name, source)
        if let node = root["title"] { mistakes.attempt { spec.title = try node.text("title") } }
        // The network, or its preset, decides what holds for other keys where they are left out.
        let task = root["task"].flatMap { node in mistakes.attempt { try TaskKeys.choice.read(node, "task", nil) } }
        let chosen = root["method"].flatMap { node in
            mistakes.attempt { try MethodKeys.choice.read(node, "method", nil) }
        }
        let method = chosen?.method
        spec.fit.method = method ?? .network
        // Methods that take a network of their user's are of the skip network unless they say otherwise.
        let takesSkip = method.map { $0 != .network && !$0.hasOwnNetwork } ?? false && root["network"] == nil
        let standards = mistakes.attempt {
            takesSkip
                ? FitStandards(.denoise, task: task ?? spec.fit.task)
                : try NetworkKeys.standards(root["network"], task: task ?? spec.fit.task)
        }
        if var standards {
            standards.take(spec.fit.method, task: task ?? spec.fit.task)
            spec.fit.take(standards)
        }
        let given = RunKeys.block.fill(&spec, from: root.entries ?? [], &mistakes)
        if takesSkip {
            spec.fit.architecture = .skip(SkipPreset.denoise.options)
        } else if root["network"] == nil,
            let network = mistakes.attempt({ try NetworkKeys.read(nil, input: spec.fit.input) })
        {
            spec.fit.architecture = network
        }
        mistakes.attempt { spec.fit.padsImage = try SourceKeys.pads(root["size"], for: spec.fit.task) }
        if given["crop"] == nil, spec.fit.padsImage { spec.crop = .multipleOf(1) }
        if given["iterations"] == nil, chosen?.iterations == nil, spec.fit.langevin != nil {
            spec.fit.iterations = Langevin.iterations
        }
        mistakes.attempt {
            try MethodKeys.check(
                chosen, at: root["method"], iterations: spec.fit.iterations, given: given["iterations"])
        }
        if let optimizer = given["optimizer"], !given.wrong.contains("iterations") {
            mistakes.attempt {
                try OptimizerKeys.check(spec.fit.langevin, iterations: spec.fit.iterations, place: optimizer.place)
            }
        }
        if let mask = spec.fit.task.maskPath {
            spec.fit.task = .inpaintRegion(mask: FilePath.absolute(mask, from: specFolder))
        }
        if let place = root["method"]?.place, !given.wrong.contains("task") {
            mistakes.attempt { try MethodKeys.check(spec.fit, given: given, place: place) }
        }
        if !given.wrong.contains("method") { mistakes.attempt { try StoppingKeys.check(spec.fit, given: given) } }
        try mistakes.end()
        spec.fit = spec.fit.withoutIdleSettings(Self.standard.fit)
        self = spec
    }
}

extension FitConfiguration {
    /// Takes what holds where a spec says nothing.
    fileprivate mutating func take(_ standards: FitStandards) {
        input = standards.input
        inputNoise = standards.inputNoise
        learningRate = standards.learningRate
        iterations = standards.iterations
        ema = standards.ema
        (schedule, rule, largestNorm) = (standards.schedule, standards.rule, standards.largestNorm)
    }
}
