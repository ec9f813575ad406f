import ArgumentParser

extension DataCommand {
    /// `dip data list`: the sets, how much of each is there, and its terms.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Show each set's images, how many files are there, where, and the terms of use.")

        func run() throws {
            for line in try DatasetTable().lines { print(line) }
        }
    }
}
