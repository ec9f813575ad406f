import ArgumentParser
import Records

/// `dip list`: what a spec may name, and what is there.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what specs may name, the datasets, or the runs.",
        discussion: "Without a name, lists what can be listed.")

    @Argument(help: "What to list.")
    var thing: Catalogue?

    @Option(help: ArgumentHelp("The folder of records.", valueName: "folder"))
    var results = SpecArguments.standardResults

    func run() throws {
        let rows = try thing?.rows(store: RunStore(root: results)) ?? Catalogue.allCases.map { [$0.rawValue, $0.explanation] }
        for line in TextColumns.lines(rows) { print(line) }
    }
}

extension Catalogue: ExpressibleByArgument {}
