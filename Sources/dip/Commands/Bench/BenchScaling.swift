import ArgumentParser
import Benchmarks
import Publishing
import Quoting
import Records
import Reporting
import Wording

extension BenchCommand {
    struct Scaling: NetworkBench {
        static let configuration = CommandConfiguration(
            commandName: "scaling",
            abstract: "Measure how the cost of a training step grows with pixels, channels and threads.",
            discussion: """
                Measures each of --sizes at --width and each of --widths at --size, with each number of threads, every case in its \
                own process, one after the other. Prints a table, writes <output>/scaling.csv and draws <plots>/engine-scaling.svg.
                """)

        @OptionGroup var image: SizeOption
        @OptionGroup var network: NetworkOptions
        @OptionGroup var engine: EngineOptions

        @Option(parsing: .upToNextOption, help: ArgumentHelp("Sides of the square images.", valueName: "pixels"))
        var sizes = [64, 128, 256, 512, 1024]

        @Option(parsing: .upToNextOption, help: ArgumentHelp("Channels of every stage.", valueName: "number"))
        var widths = [32, 64, 128, 256]

        @Option(parsing: .upToNextOption, help: ArgumentHelp("Numbers of threads.", valueName: "number"))
        var threads = [1, 2]

        @OptionGroup var turns: RoundsOption
        @OptionGroup var repetitions: IterationsOption

        @Option(help: ArgumentHelp("Folder for the measurements.", valueName: "folder"))
        var output: String

        @Option(help: ArgumentHelp("The folder of figures.", valueName: "folder"))
        var plots = PublishingRequest.standardPlots

        @Option(help: "How the table is printed.")
        var format = TextTable.Format.text

        func validate() throws {
            for size in sizes { try NetworkOptions.check(size: size, option: "--sizes") }
            for width in widths { try NetworkOptions.check(width: width, option: "--widths") }
            for count in threads { try ThreadsOption.check(count) }
            guard !output.isEmpty else { throw ValidationError("--output needs the name of a folder") }
            guard !plots.isEmpty else { throw ValidationError("--plots needs the name of a folder") }
        }

        func run() throws {
            let chosen = try self.chosen()
            // Both folders are tried before the long work.
            try Folder.create(output)
            try FigureStyle.install(in: plots)
            let file = "\(output)/scaling.csv"
            let bench = ScalingBench(
                chosen, sizes: sizes, widths: widths, threads: threads, iterations: repetitions.iterations)
            let scaling = try bench.measure(rounds: turns.rounds) { try $0.write(to: file) }
            for line in TextTable.lines(scaling.table, format) { print(line) }

            let command = ["dip"] + CommandLine.arguments.dropFirst()
            let frame = FigureFrame(
                name: "engine-scaling", title: "Time of one training step", command: ShellText.command(command))
            let figure = ScalingFigure(frame: frame, table: file, size: image.size, width: network.width)
            let script = try figure.writeScript(in: plots)
            print(file, script, separator: "\n")
            try Drawing.draw(script)
        }
    }
}

extension TextTable.Format: ExpressibleByArgument {}
