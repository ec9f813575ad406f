import Architectures
import Foundation
import Testing
@testable import Harness

/// The table of keys against what the program reads.
@Suite struct SpecReferenceTests {
    /// Every dotted path of the vocabulary.
    private static func paths(_ names: [String], under section: String = "") -> [String] {
        names.flatMap { name in [section + name] + paths(Vocabulary.below[section + name] ?? [], under: section + name + ".") }
    }

    @Test func everyKeyHasAnEntryAndEveryEntryIsAKey() {
        let vocabulary = Self.paths(Vocabulary.file), table = SpecReference.all.map(\.path)
        #expect(Set(table).count == table.count, "an entry is there twice")
        #expect(vocabulary.filter { !table.contains($0) } == [], "keys without an entry in SpecReference")
        #expect(table.filter { !vocabulary.contains($0) } == [], "entries of SpecReference that are no key")
    }

    /// A spec that holds a value at a path, in a network that has the key.
    private static func spec(_ key: SpecKey, _ value: String) -> String {
        if case .name = key.value { return spec(SpecReference.all.first { $0.path == key.parent }!, key.name) }
        let parts = key.path.split(separator: ".").map(String.init)
        var nested = value
        for part in parts.dropFirst().reversed() { nested = "{\(part): \(nested)}" }
        // Of the options of the windowed sinc, three come together.
        let design = ["taps": "7", "cutoff": "0.5", "attenuation": "40"]
        if parts.dropLast().last == "low-pass", design[parts.last!] != nil {
            let others = design.merging([parts.last!: value]) { $1 }.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            nested = "{upsampler: {low-pass: {\(others.joined(separator: ", "))}}}"
        }
        if key.path == "task.reconstruct.sigma" { nested = "{reconstruct: {target: noisy, sigma: \(value)}}" }
        if key.path == "input.band-limited.scale" { nested = "{band-limited: {cutoff: 0.5, scale: \(value)}}" }
        var lines = ["images: [leaves]"].filter { _ in !["images", "dataset"].contains(parts[0]) }
        if parts[0] == "network" {
            let architecture = key.architectures?[0].rawValue ?? "decoder"
            let own = parts.count == 1 || parts[1] == "architecture" ? [] : ["architecture: \(architecture)"]
            lines.append("network: {" + (own + [String(nested.dropFirst().dropLast())]).joined(separator: ", ") + "}")
        } else {
            lines.append("\(parts[0]): \(nested)")
        }
        if parts[0] == "dataset", parts.count == 1 { lines[lines.count - 1] = "dataset: synthetic" }
        if parts[0] == "figure" {
            lines.append("sweep: {network.lipschitz: [1, 2]}")
            if parts.count == 2, parts[1] != "series" {
                let kind = parts[1] == "inset" ? "kind: strip, " : ""
                lines[lines.count - 2] = "figure: {\(kind)series: network.lipschitz, \(parts[1]): \(value)}"
            }
        }
        if parts[0] == "table" {
            let needed = ["band": "measure: fbc", "level": "measure: fbc_reached, band: 1", "iteration": "measure: psnr_at", "rule": "measure: stop_psnr", "parameters": "measure: stop_psnr, rule: ratio",
                          "measure": "heading: x", "variant": "measure: psnr"]
            var block = String(nested.dropFirst().dropLast())
            if parts.count == 1 { block = String(value.dropFirst().dropLast()) }
            if parts.count == 3, parts[1] == "columns" { block = "columns: [{\(needed[parts[2]] ?? "measure: psnr"), \(parts[2]): \(value)}]" }
            if parts.count == 3, parts[1] == "published" {
                let filter = ["task": "t", "dataset": "d"].merging([parts[2]: value]) { $1 }.sorted { $0.key < $1.key }
                block = "published: {\(filter.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
            }
            if key.path == "table.columns.published" { block += ", published: {task: t, dataset: d}" }
            lines[lines.count - 1] = "table: {\(block)}"
            lines.append("seeds: [0, 1]\nsweep: {network.lipschitz: [1, 2]}\nvariants: {dip: {}, other: {ema: 0.5}}")
        }
        return lines.joined(separator: "\n")
    }

    @Test(arguments: SpecReference.all.map(\.path))
    func examplesAreAccepted(_ path: String) throws {
        let key = try #require(SpecReference.all.first { $0.path == path })
        #expect(refusal(Self.spec(key, key.example)) == nil, "\(Self.spec(key, key.example))")
    }

    /// A default that is written out gives the run that leaving the key out gives.
    @Test(arguments: SpecReference.all.filter { $0.standard != nil }.map(\.path))
    func defaultsAreThoseOfTheProgram(_ path: String) throws {
        let key = try #require(SpecReference.all.first { $0.path == path })
        guard !path.hasPrefix("figure."), !path.hasPrefix("table.") else { return }
        let architecture = key.architectures?[0].rawValue ?? "decoder"
        let written = try experiment(Self.spec(key, try #require(key.standard))).runs[0].spec
        // Options are compared within their choice: without them.
        var without = "images: [leaves]\nnetwork: {architecture: \(architecture)}"
        let parts = key.path.split(separator: ".").map(String.init)
        if parts.count > 2 || (parts.count == 2 && Vocabulary.alternatives.contains(parts[0])) {
            var parent = SpecReference.all.first { $0.path == key.parent }!
            parent = SpecKey(parent.path, "", parent.value, example: "{}", of: parent.architectures)
            without = key.path == "input.band-limited.scale" ? "images: [leaves]\ninput: {band-limited: {cutoff: 0.5}}"
                : key.path == "crop.multiple" ? "images: [leaves]" : key.path == "network.upsampler.gaussian.gain"
                ? "images: [leaves]\nnetwork: {upsampler: gaussian}" : Self.spec(parent, "{}")
        }
        let left = try experiment(without).runs[0].spec
        #expect(written.hashedText == left.hashedText)
    }
}
