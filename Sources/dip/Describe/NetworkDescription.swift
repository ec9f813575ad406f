import Foundation
import Harness
import Networks

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
    /// What tells it from the spec's other networks; nil when there are none.
    let run: String?
    let layers: [Layer]
    let parameters: Int
    let multiplyAdds: Int
    let stepMultiplyAdds: Int
    let threads: Int
    let memory: Memory

    enum CodingKeys: String, CodingKey {
        case architecture, run, layers, parameters, multiplyAdds = "multiply_adds", stepMultiplyAdds = "step_multiply_adds", threads
        case memory = "memory_bytes"
    }

    init(_ described: ExperimentNetwork, named: Bool, threads: Int) {
        let network = described.network
        architecture = described.architecture.name.rawValue
        run = named ? described.label : nil
        layers = network.layers.map { layer in
            Layer(name: layer.name, operation: layer.operation, shape: [layer.output.channels, layer.output.height, layer.output.width],
                  parameters: layer.parameters, multiplyAdds: layer.multiplyAdds, mapBytes: layer.mapBytes)
        }
        parameters = network.parameterCount
        multiplyAdds = network.layers.reduce(0) { $0 + $1.multiplyAdds }
        stepMultiplyAdds = Int(network.directOperations / 2)
        self.threads = threads
        let planned = PlannedMemory(network, threads: threads)
        memory = Memory(total: planned.total, maps: planned.maps, parameters: planned.parameters, workers: planned.workers,
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
            [layer.name, layer.operation, layer.shape.map(String.init).joined(separator: " x "),
             layer.parameters > 0 ? Amount.grouped(layer.parameters) : "", layer.multiplyAdds > 0 ? Amount.millions(layer.multiplyAdds) : "",
             Amount.bytes(layer.mapBytes)]
        }
        let gap = format == .markdown ? "\n" : ""
        return "\(architecture)\(run.map { ", \($0)" } ?? "")\n\(gap)"
            + TextTable.lines([header] + rows, format).joined(separator: "\n") + "\n\(gap)"
            + "\(Amount.grouped(parameters)) parameters\n\(gap)"
            + "\(Amount.millions(multiplyAdds)) multiply-adds forward, \(Amount.millions(stepMultiplyAdds)) a training step\n\(gap)"
            + "\(Amount.bytes(memory.total)) of memory on \(threads) thread\(threads == 1 ? "" : "s"): maps \(Amount.bytes(memory.maps)), "
            + "parameters \(Amount.bytes(memory.parameters)), workers \(Amount.bytes(memory.workers)), "
            + "objective \(Amount.bytes(memory.objective))\n"
    }
}
