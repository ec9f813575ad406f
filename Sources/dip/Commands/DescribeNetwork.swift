import Architectures
import ArgumentParser
import Datasets
import Foundation
import Networks
import Records
import Runs
import Specs
import Wording

/// `dip describe network`: the layers of the networks that a spec trains.
struct DescribeNetwork: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network",
        abstract: "Show the layers of a spec's networks, with shapes, parameters, memory and multiply-adds.",
        discussion: """
            Describes each distinct network of the spec's runs once, at the size of the image that it restores; with --size no image \
            is needed. Multiply-adds are those of the convolutions, counted as direct convolutions: the table shows the forward \
            pass, the line below it a whole training step with both backward passes. The memory is that of a run's training session.
            """)

    @Argument(
        help: "The experiment's spec, a YAML file, or the name of a network.",
        completion: .custom { words, _, prefix in Completions.specs(words, prefix) })
    var spec: String

    @OptionGroup var settings: SpecSettings

    @Option(help: ArgumentHelp("Side of a square image to use instead of the spec's images.", valueName: "pixels"))
    var size: Int?

    @Option(help: ArgumentHelp("Channels of that image: 1 for grey, 3 for RGB.", valueName: "number"))
    var channels = 3

    @OptionGroup var threads: ThreadsOption

    @Option(help: "How the description is printed.")
    var format = NetworkDescription.Format.text

    func validate() throws {
        guard size.map({ 1...8192 ~= $0 }) ?? true else {
            throw ValidationError("--size must be a whole number from 1 to 8192")
        }
        guard channels == 1 || channels == 3 else {
            throw ValidationError("--channels must be 1 or 3, not \(channels)")
        }
    }

    func run() throws {
        let experiment = try experiment()
        let networks = try experiment.networks(image: size.map { (channels, $0, $0) })
        let descriptions = networks.map { NetworkDescription($0, named: networks.count > 1, threads: threads.threads) }
        print(try NetworkDescription.text(descriptions, format), terminator: "")
    }
}

extension DescribeNetwork {
    /// The spec's, or that of a network alone, which its name stands for.
    private func experiment() throws -> Experiment {
        guard Architecture.Name(rawValue: spec) != nil, !FileManager.default.fileExists(atPath: spec) else {
            return try settings.experiment(spec)
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dip-\(UUID().uuidString)").path
        try Folder.create(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/\(spec).yaml"
        try AtomicFile.write("network: {architecture: \(spec)}\nimages: [leaves]\n", to: path)
        return try settings.experiment(path)
    }
}

extension NetworkDescription.Format: ExpressibleByArgument {}

/// A network in figures: its layers and what a training step of it costs.
struct NetworkDescription: Encodable {
    enum Format: String, CaseIterable {
        case text, markdown, json
    }

    struct Layer: Encodable {
        let name: String
        let operation: String
        /// Channels, height, width.
        let shape: [Int]
        let parameters: Int
        let multiplyAdds: Int
        let mapBytes: Int

        enum CodingKeys: String, CodingKey {
            case name, operation, shape, parameters, multiplyAdds = "multiply_adds", mapBytes = "map_bytes"
        }
    }

    struct Memory: Encodable {
        let total: Int, maps: Int, parameters: Int, workers: Int, objective: Int
    }

    let architecture: String
    /// What distinguishes it from the spec's other networks; nil when there are none.
    let run: String?
    let layers: [Layer]
    let parameters: Int
    let multiplyAdds: Int
    let stepMultiplyAdds: Int
    let threads: Int
    let memory: Memory

    enum CodingKeys: String, CodingKey {
        case architecture, run, layers, parameters, multiplyAdds = "multiply_adds", stepMultiplyAdds =
            "step_multiply_adds", threads
        case memory = "memory_bytes"
    }

    init(_ described: ExperimentNetwork, named: Bool, threads: Int) {
        let network = described.network
        architecture = described.architecture.name.rawValue
        run = named ? described.label : nil
        layers = network.layers.map { layer in
            Layer(
                name: layer.name, operation: layer.operation,
                shape: [layer.output.channels, layer.output.height, layer.output.width],
                parameters: layer.parameters, multiplyAdds: layer.multiplyAdds, mapBytes: layer.mapBytes)
        }
        parameters = network.parameterCount
        multiplyAdds = network.layers.reduce(0) { $0 + $1.multiplyAdds }
        stepMultiplyAdds = Int(network.directOperations / 2)
        self.threads = threads
        let planned = PlannedMemory(network, threads: threads)
        memory = Memory(
            total: planned.total, maps: planned.maps, parameters: planned.parameters, workers: planned.workers,
            objective: planned.objective)
    }

    /// All descriptions, one after the other; JSON is a list of them.
    static func text(_ descriptions: [NetworkDescription], _ format: Format) throws -> String {
        switch format {
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            return String(decoding: try encoder.encode(descriptions), as: UTF8.self) + "\n"
        case .text: return descriptions.map { $0.sheet(.text) }.joined(separator: "\n")
        case .markdown: return descriptions.map { $0.sheet(.markdown) }.joined(separator: "\n")
        }
    }

    private func sheet(_ format: TextTable.Format) -> String {
        let header = ["layer", "operation", "output", "parameters", "multiply-adds", "map"]
        let rows = layers.map { layer in
            [
                layer.name, layer.operation, layer.shape.map(String.init).joined(separator: " x "),
                layer.parameters > 0 ? Amount.grouped(layer.parameters) : "",
                layer.multiplyAdds > 0 ? Amount.millions(layer.multiplyAdds) : "",
                Amount.bytes(layer.mapBytes),
            ]
        }
        let gap = format == .markdown ? "\n" : ""
        return "\(architecture)\(run.map { ", \($0)" } ?? "")\n\(gap)"
            + TextTable.lines([header] + rows, format).joined(separator: "\n") + "\n\(gap)"
            + "\(Amount.grouped(parameters)) parameters\n\(gap)"
            + "\(Amount.millions(multiplyAdds)) multiply-adds forward, \(Amount.millions(stepMultiplyAdds)) per training step\n\(gap)"
            + "\(Amount.bytes(memory.total)) of memory on \(threads) thread\(threads == 1 ? "" : "s"): maps \(Amount.bytes(memory.maps)), "
            + "parameters \(Amount.bytes(memory.parameters)), workers \(Amount.bytes(memory.workers)), "
            + "objective \(Amount.bytes(memory.objective))\n"
    }
}
