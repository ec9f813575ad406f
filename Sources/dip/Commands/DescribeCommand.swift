import ArgumentParser
import Specs

/// `dip describe`: what the names in a spec stand for.
struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Describe in detail what a spec names.",
        subcommands: [DescribeNetwork.self, DescribeUpsampler.self, DescribeSpec.self])
}

/// `dip describe spec`: all keys of a spec.
struct DescribeSpec: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spec", abstract: "Document all keys of a spec.",
        discussion: """
            The Markdown is Experiments/README.md. The JSON Schema is Experiments/spec.schema.json; editors use it to complete \
            and to check YAML.
            """)

    @Option(help: "Output format: Markdown or a JSON Schema.")
    var format = SpecVocabulary.Format.markdown

    func run() {
        print(SpecVocabulary.text(format), terminator: "")
    }
}

extension SpecVocabulary.Format: ExpressibleByArgument {}
