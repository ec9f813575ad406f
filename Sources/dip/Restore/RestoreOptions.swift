import ArgumentParser
import Foundation
import Harness

/// What is chosen by estimates unless it is given.
struct RestoreChoices: ParsableArguments {
    @Option(help: ArgumentHelp("Training steps of each tile, at most (default: chosen by the task).", valueName: "number"))
    var iterations: Int?

    @Option(help: ArgumentHelp("Ceiling lambda of the spectral norms, smaller is smoother; 0 for none (default: chosen by task, noise and size).",
                               valueName: "lambda"))
    var lipschitz: Double?

    @Option(help: ArgumentHelp("With denoise: the noise's standard deviation of 255, in place of the estimate.", valueName: "number"))
    var sigma: Double?

    @Option(help: "When to stop before all steps are done (default: loss-target with denoise, ratio with deblock, else none).")
    var stop: PhotoStop.Name?

    @Option(help: ArgumentHelp("Seed of the network; other seeds give slightly other pictures.", valueName: "number"))
    var seed: UInt32 = 0

    func validate() throws {
        guard iterations.map({ 1...10_000_000 ~= $0 }) ?? true else { throw ValidationError("--iterations must be a whole number from 1 to 10000000") }
        guard lipschitz.map({ $0 >= 0 && $0.isFinite }) ?? true else { throw ValidationError("--lipschitz must be a number of at least 0") }
        guard sigma.map({ $0 > 0 && $0 <= 255 }) ?? true else { throw ValidationError("--sigma must be a number above 0 and at most 255") }
    }
}

/// What the work may take.
struct RestoreLimits: ParsableArguments {
    @Flag(help: "A fast result at lower resolution: the photograph is first reduced to at most 256 pixels, and fewer steps are made.")
    var preview = false

    @Option(help: ArgumentHelp("Memory that may be used, such as 4GB or 500MB (default: 8GB, or 60 % of what is available if less).", valueName: "size"))
    var memory: ByteCount?

    @Option(help: ArgumentHelp("Side of square tiles (default: as large as the memory allows).", valueName: "pixels"))
    var tile: Int?

    @OptionGroup var threads: ThreadsOption

    static let previewSide = 256

    func validate() throws {
        guard tile.map({ 64...65536 ~= $0 }) ?? true else { throw ValidationError("--tile must be a whole number from 64 to 65536, not \(tile!)") }
    }
}

extension PhotoStop.Name: ExpressibleByArgument {}
