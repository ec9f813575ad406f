import Architectures
import Imaging
import Restoration
import Spectra

/// Everything that one run needs to know, with all defaults filled in.
public struct ExperimentSpec: Equatable, Sendable {
    public var name: String
    public var title: String
    public var source: ImageSource
    /// The part of the image that is restored.
    public var crop: Crop
    public var fit: FitConfiguration

    /// The canonical YAML of the run: fixed keys in a fixed order, every default written out; reading it gives the same run.
    public var resolved: String {
        "name: \(CanonicalText.scalar(name))\ntitle: \(CanonicalText.scalar(title))\n" + settings(fullPaths: true)
    }

    /// The part of the canonical text that decides the numbers, without name, title and the folders of image files.
    public var hashedText: String {
        settings(fullPaths: false)
    }

    private func settings(fullPaths: Bool) -> String {
        let bands = BandsForm(geometry: fit.bandGeometry, count: fit.bandCount, reference: fit.bandReference)
        let lines: [(String, String)] = (fit.padsImage ? [("size", "pad")] : []) + [
            ("crop", CropForm.text(crop)),
            ("task", TaskForm.text(fit.task, fullPaths: fullPaths)),
            ("seed", "\(fit.seed)"),
            ("iterations", "\(fit.iterations)"),
            ("record_every", "\(fit.recordEvery)"),
            ("network", NetworkForm.text(fit.architecture)),
            ("input", InputForm.text(fit.input)),
            ("input_noise", CanonicalText.number(fit.inputNoise)),
            ("optimizer", OptimizerForm(learningRate: fit.learningRate, weightDecay: fit.weightDecay, langevin: fit.langevin).text),
        ] + (fit.totalVariation.map { [("regularization", RegularizationForm.text(totalVariation: $0))] } ?? []) + [
            ("ema", CanonicalText.number(fit.ema ?? 0)),
            ("backtrack", CanonicalText.number(fit.backtrack ?? 0)),
            ("fbc", bands.text),
        ] + (fit.monitors.isEmpty ? [] : [("monitors", "[\(fit.monitors.map(StoppingForm.text).joined(separator: ", "))]")])
            + (fit.stop.map { [("stop", StoppingForm.endingText($0))] } ?? [])
        return SourceForm.text(source, fullPaths: fullPaths)
            + lines.map { key, value in "\(key):\(value.hasPrefix("\n") ? "" : " ")\(value)\n" }.joined()
    }
}

extension ExperimentSpec {
    /// Reads the settings of one run from a merged spec; the sources of its images are read before.
    ///
    /// Other files are looked for in `specFolder`.
    init(_ root: SpecNode, name: String, source: ImageSource, specFolder: String) throws {
        let task = try TaskForm.read(root["task"], specFolder: specFolder)
        let standards = try NetworkForm.standards(root["network"], task: task)
        let input = try InputForm.read(root["input"], standard: standards.input)
        let ema = try root["ema"]?.number("ema", .atLeast(0).below(1)) ?? standards.ema ?? 0
        let backtrack = try root["backtrack"]?.number("backtrack", .atLeast(0)) ?? 0
        let bands = try BandsForm.read(root["fbc"])
        let optimizer = try OptimizerForm.read(root["optimizer"], standard: standards.learningRate)
        let iterations = try root["iterations"]?.integer("iterations", 1...Int.max)
            ?? (optimizer.langevin == nil ? standards.iterations : Langevin.iterations)
        if let node = root["optimizer"] { try optimizer.check(iterations: iterations, place: node.place) }
        let pads = try SourceForm.pads(root["size"], for: task)
        let network = try NetworkForm.read(root["network"], input: NetworkInputForm(input: input))
        self.init(
            name: name,
            title: try root["title"]?.text("title") ?? name,
            source: source,
            crop: try CropForm.read(root["crop"], standard: pads ? .multipleOf(1) : .published),
            fit: FitConfiguration(
                task: task,
                architecture: network,
                input: input,
                inputNoise: try root["input_noise"]?.number("input_noise", .atLeast(0)) ?? standards.inputNoise,
                learningRate: optimizer.learningRate,
                weightDecay: optimizer.weightDecay,
                langevin: optimizer.langevin,
                totalVariation: try RegularizationForm.read(root["regularization"]),
                ema: ema == 0 ? nil : ema,
                backtrack: backtrack == 0 ? nil : backtrack,
                seed: UInt32(try root["seed"]?.integer("seed", 0...Int(UInt32.max)) ?? 0),
                iterations: iterations,
                recordEvery: try root["record_every"]?.integer("record_every", 1...Int.max) ?? 10,
                bandCount: bands.count,
                bandGeometry: bands.geometry,
                bandReference: bands.reference,
                padsImage: pads,
                monitors: try StoppingForm.monitors(root["monitors"], task: task),
                stop: try StoppingForm.stop(root["stop"], task: task)))
    }
}
