import ArgumentParser

/// `dip describe`: what a spec's words stand for.
struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Describe in detail what a spec names.",
        subcommands: [DescribeNetwork.self, DescribeUpsampler.self, DescribeSpec.self])
}
