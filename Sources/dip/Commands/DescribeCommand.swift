import ArgumentParser
import Specs

/// `dip describe`: what a spec's words stand for.
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
            As Markdown this is Experiments/README.md, as a JSON Schema, which editors complete and check YAML with, \
            Experiments/spec.schema.json.
            """)

    @Option(help: "Markdown or a JSON Schema.")
    var format = SpecVocabulary.Format.markdown

    func run() {
        print(SpecVocabulary.text(format), terminator: "")
    }
}

extension SpecVocabulary.Format: ExpressibleByArgument {}
