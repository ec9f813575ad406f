import ArgumentParser

/// `dip data`: the public sets of test images.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "List, check or fetch the public sets of test images.",
        discussion: """
            Manifests in Experiments/datasets name the files, their sources and their SHA-256. The files lie in $DIP_DATA, \
            else in the user's cache folder.
            """,
        subcommands: [List.self, Verify.self, Fetch.self])
}
