import ArgumentParser

extension DataCommand {
    /// `dip data verify`: whether the files are those of the manifests.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Check size and SHA-256 of every file.",
            discussion: "Exit status 0 when every file is there and right, else 1, with a list of those that are missing or wrong.")

        @Argument(help: ArgumentHelp("The sets to check (default: all).", valueName: "name"))
        var names: [String] = []

        func run() throws {
            let check = DatasetCheck(try DatasetList().manifests(names))
            for line in check.lines { print(line) }
            guard let problems = check.problems else { return }
            Terminal.complain(problems)
            throw ExitStatus.failed
        }
    }
}
