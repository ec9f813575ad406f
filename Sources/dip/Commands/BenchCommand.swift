import ArgumentParser
import Foundation
import Harness
import Kernels
import Networks

/// `dip bench`: how fast the engine and the measures are here.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure the speed of a training step or of the measures.",
        subcommands: [Step.self, Measures.self])

    /// What both benchmarks take.
    struct Options: ParsableArguments {
        @Option(help: ArgumentHelp("Side of the square image.", valueName: "pixels"))
        var size = 256

        @Option(help: ArgumentHelp("Repetitions that are counted; two more come first.", valueName: "number"))
        var iterations = 10

        @Option(help: "How the result is printed.")
        var format = BenchReport.Format.text

        func validate() throws {
            guard size > 0 else { throw ValidationError("--size must be at least 1") }
            guard iterations > 0 else { throw ValidationError("--iterations must be at least 1") }
        }
    }

    struct Step: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "step", abstract: "One training step of the decoder network on an RGB image.")

        @OptionGroup var options: Options

        @Option(help: "The upsampler, with its published settings.")
        var upsampler = Upsampler.Name.bilinear

        @Option(help: ArgumentHelp("Ceiling of the Lipschitz control; without it the network is not controlled.", valueName: "lambda"))
        var lipschitz: Double?

        @Option(help: ArgumentHelp("Threads; all processors by default.", valueName: "number"))
        var threads = ProcessInfo.processInfo.activeProcessorCount

        @Option(help: "How convolutions are computed.")
        var convolution = ConvolutionMethod.winograd

        @Flag(help: "Also print the time spent in each operation.")
        var profile = false

        func validate() throws {
            guard threads > 0 else { throw ValidationError("--threads must be at least 1") }
        }

        func run() throws {
            let bench = try StepBench(size: options.size, upsampler: upsampler, lipschitz: lipschitz, threads: threads, method: convolution)
            print(bench.measure(iterations: options.iterations).text(options.format), terminator: "")
            if profile { print(bench.profile(), terminator: "") }
        }
    }

    struct Measures: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "measures", abstract: "All measures of one RGB output, on one thread.")

        @OptionGroup var options: Options

        func run() throws {
            print(try MeasuresBench.measure(size: options.size, iterations: options.iterations).text(options.format), terminator: "")
        }
    }
}

extension BenchReport.Format: ExpressibleByArgument {}
extension Upsampler.Name: ExpressibleByArgument {}
extension ConvolutionMethod: ExpressibleByArgument {}
