import Architectures
import Records
@testable import Specs

/// A spec that holds a value at the path of a key, with what the key needs beside it.
struct KeySpec {
    private indirect enum Tree {
        case leaf(String)
        case mapping([(key: String, tree: Tree)])

        var text: String {
            switch self {
            case .leaf(let text): text
            case .mapping(let entries): "{" + entries.map { "\($0.key): \($0.tree.text)" }.joined(separator: ", ") + "}"
            }
        }

        /// Sets a value; one that is there stays.
        mutating func set(_ path: ArraySlice<String>, _ value: String?) {
            var entries = if case .mapping(let entries) = self { entries } else { [(key: String, tree: Tree)]() }
            let name = path.first!, index = entries.firstIndex { $0.key == name }
            if path.count > 1 {
                var inner = index.map { entries[$0].tree } ?? .mapping([])
                inner.set(path.dropFirst(), value)
                if let index { entries[index].tree = inner } else { entries.append((name, inner)) }
            } else if let value, index == nil {
                entries.append((name, .leaf(value)))
            }
            self = .mapping(entries)
        }
    }

    /// - Parameter value: nil to leave the key out, but not what it needs.
    static func text(_ key: SpecKey, _ value: String?, _ architecture: Architecture.Name?) -> String {
        var tree = Tree.mapping([])
        func set(_ path: String, _ value: String?) { tree.set(path.split(separator: ".").map(String.init)[...], value) }
        if key.path.hasPrefix("table.columns.") {
            let needed =
                [
                    "band": "measure: fbc", "level": "measure: fbc_reached, band: 1", "iteration": "measure: psnr_at",
                    "rule": "measure: stop_psnr",
                    "parameters": "measure: stop_psnr, rule: ratio", "measure": options(of: value),
                ][key.name] ?? "measure: psnr"
            set("table.columns", "[{\(needed)" + (value.map { ", \(key.name): \($0)" } ?? "") + "}]")
            if key.name == "published" { set("table.published", "{task: t, dataset: d}") }
        } else {
            set(key.path, value)
        }
        for (path, value) in needed(key, value, architecture) { set(path, value) }
        return tree.text
    }

    /// What a column of a measure needs beside it.
    private static func options(of measure: String?) -> String {
        guard let measure = measure.flatMap({ RunMetric(rawValue: $0) }) else { return "heading: x" }
        var options = ["heading: x"]
        if measure.isOfBand { options.append("band: 1") }
        if measure == .fbcReached { options.append("level: 0.5") }
        if measure == .psnrAt { options.append("iteration: 1") }
        if measure.isOfStoppingRule { options.append("rule: ratio") }
        return options.joined(separator: ", ")
    }

    /// Paths and values beside the key.
    private static func needed(_ key: SpecKey, _ value: String?, _ architecture: Architecture.Name?) -> [(
        String, String
    )] {
        var needed: [(String, String)] = []
        func begins(_ prefixes: String...) -> Bool {
            prefixes.contains { key.path == $0 || key.path.hasPrefix($0 + ".") }
        }
        if key.path == "size", value == "pad" {
            needed.append(("dataset", "{files: [a.png]}"))
        } else if !begins("dataset", "images") {
            needed.append(("images", "[leaves]"))
        }
        if let architecture { needed.append(("network.architecture", architecture.rawValue)) }
        if key.path == "network.input_channels" { needed.append(("input", "noise")) }
        if begins("network.upsampler"), architecture == .skip, let value, value.hasPrefix("["), value != "[]" {
            needed.append(
                ("network.down", "[" + value.split(separator: ",").map { _ in "8" }.joined(separator: ", ") + "]"))
        }
        if begins("network.upsampler.low-pass"), !["low-pass", "filter"].contains(key.name) {
            needed += [("taps", "7"), ("cutoff", "0.5"), ("attenuation", "40")].map {
                ("network.upsampler.low-pass.\($0)", $1)
            }
        }
        if key.path == "task.reconstruct.sigma" { needed.append(("task.reconstruct.target", "noisy")) }
        if key.path == "input.band-limited.scale" { needed.append(("input.band-limited.cutoff", "0.5")) }
        if begins("method.dop") || key.path == "method" && value == "dop" { needed.append(("task", "impulse")) }
        if begins("stop.zcsc") || value?.contains("zcsc") == true { needed.append(("method", "dip-sure")) }
        if key.parent == "method.external" {
            needed += [
                ("method.external.command", "[denoise, \"{input}\", \"{output}\"]"), ("method.external.name", "N2V"),
            ]
        }
        if begins("optimizer") { needed.append(("iterations", "1000000000")) }
        if begins("figure") {
            needed.append(("sweep", "{network.lipschitz: [1, 2]}"))
            if key.path != "figure" { needed.append(("figure.series", "network.lipschitz")) }
            if key.name == "inset" { needed.append(("figure.kind", "strip")) }
        }
        if begins("table") {
            needed += [
                ("sweep", "{network.lipschitz: [1, 2]}"), ("seeds", "[0, 1]"),
                ("variants", "{dip: {}, other: {ema: 0.5}}"),
            ]
            if key.path == "table.figure" { needed.append(("table.kind", "candidates")) }
            if key.path == "table.kind", value == "candidates" { needed.append(("table.figure", "lipschitz")) }
            if key.parent == "table.published" {
                needed += [("table.published.task", "t"), ("table.published.dataset", "d")]
            }
        }
        return needed
    }
}
