import ArgumentParser
import Harness
import Specs

/// `dip describe network`: the layers of the networks that a spec trains.
struct DescribeNetwork: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network", abstract: "The layers of a spec's network, with shapes, parameters, memory and multiply-adds.",
        discussion: """
            Describes each network of the spec's runs once, at the size of the image that it restores; with --size no image is needed. \
            Multiply-adds are those of convolutions, counted as direct ones: forward in the table, and of a whole step with both \
            backward passes below it. The memory is what a run takes for its session.
            """)

    @Argument(help: "The experiment's spec, a YAML file.")
    var spec: String

    @Argument(help: ArgumentHelp("Settings to override, such as network.width=64; several values with commas are a sweep.",
                                 valueName: "key=value"))
    var overrides: [String] = []

    @Option(help: "Use the spec's block for this scale; without it the spec's own values, the published size, are used.")
    var scale: Scale?

    @Option(help: ArgumentHelp("Side of a square image in place of the spec's images.", valueName: "pixels"))
    var size: Int?

    @Option(help: ArgumentHelp("Channels of that image: 1 for grey, 3 for RGB.", valueName: "number"))
    var channels = 3

    @OptionGroup var threads: ThreadsOption

    @Option(help: "How the description is printed.")
    var format = NetworkDescription.Format.text

    func validate() throws {
        guard size.map({ 1...8192 ~= $0 }) ?? true else { throw ValidationError("--size must be a whole number from 1 to 8192") }
        guard channels == 1 || channels == 3 else { throw ValidationError("--channels must be 1 or 3, not \(channels)") }
    }

    func run() throws {
        let experiment = try Experiment(contentsOf: spec, scale: scale, overrides: overrides)
        let networks = try experiment.networks(image: size.map { (channels, $0, $0) })
        let descriptions = networks.map { NetworkDescription($0, named: networks.count > 1, threads: threads.threads) }
        print(try NetworkDescription.text(descriptions, format), terminator: "")
    }
}

extension NetworkDescription.Format: ExpressibleByArgument {}
