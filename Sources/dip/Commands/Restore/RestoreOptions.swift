import ArgumentParser
import Foundation
import Imaging
import Photographs
import Records
import Wording

/// What is chosen by estimates unless it is given.
struct RestoreChoices: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Maximum number of training steps per tile (default: depends on the task).", valueName: "number"))
    var iterations: Int?

    @Option(
        help: ArgumentHelp(
            "Ceiling lambda of the spectral norms, smaller is smoother; 0 for none (default: chosen from task and noise).",
            valueName: "lambda"))
    var lipschitz: Double?

    @Option(
        help: ArgumentHelp(
            "With denoise: standard deviation of the noise on a scale of 0 to 255, instead of the estimate.",
            valueName: "number"))
    var sigma: Double?

    @Option(
        help:
            "The rule that stops before all steps are done (default: loss-target with denoise, ratio with deblock, else none)."
    )
    var stop: PhotoStop.Name?

    @Option(
        help: ArgumentHelp("Seed of the network; other seeds give slightly different results.", valueName: "number"))
    var seed: UInt32 = 0

    /// The words of a command with the same choices.
    var arguments: [String] {
        func option(_ name: String, _ value: (any CustomStringConvertible)?) -> [String] {
            value.map { ["--\(name)", "\($0)"] } ?? []
        }
        return option("iterations", iterations) + option("lipschitz", lipschitz) + option("sigma", sigma)
            + option("stop", stop?.rawValue) + option("seed", seed)
    }

    func validate() throws {
        guard iterations.map({ 1...10_000_000 ~= $0 }) ?? true else {
            throw ValidationError("--iterations must be a whole number from 1 to 10000000")
        }
        guard lipschitz.map({ $0 >= 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--lipschitz must be a number, 0 or more")
        }
        guard sigma.map({ $0 > 0 && $0 <= 255 }) ?? true else {
            throw ValidationError("--sigma must be a number above 0 and at most 255")
        }
    }
}

/// The limits of a restoration: resolution, memory, tile size.
struct RestoreLimits: ParsableArguments {
    @Flag(
        help:
            "A fast result at lower resolution: the photograph is first reduced to at most 256 pixels a side, and fewer steps are run."
    )
    var preview = false

    @Option(
        help: ArgumentHelp(
            "Memory limit, such as 800M or 4G (default: 8GB, or 60 % of the available memory if that is less).",
            valueName: "size"))
    var memory: ByteCount?

    @Option(help: ArgumentHelp("Side of square tiles (default: as large as the memory allows).", valueName: "pixels"))
    var tile: Int?

    static let previewSide = 256

    func validate() throws {
        guard tile.map({ 64...65536 ~= $0 }) ?? true else {
            throw ValidationError("--tile must be a whole number from 64 to 65536, not \(tile!)")
        }
    }
}

extension [String] {
    /// The words of a command as the record of a restoration keeps them, to compare them with those of a later one.
    var recorded: String { joined(separator: " ") }
}

extension PhotoStop.Name: ExpressibleByArgument {}
