import ArgumentParser

/// `dip doctor`: whether everything is there that the program uses.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the program, its libraries, the data and the results folder.",
        discussion: "Exit status 0 when nothing that is required is missing, else 1.")

    @Option(help: ArgumentHelp("The folder of records.", valueName: "folder"))
    var results = SpecArguments.standardResults

    func run() throws {
        let findings = Examination(results: results).findings
        for line in TextColumns.lines(findings.map(\.row)) { print(line) }
        if findings.contains(where: { $0.verdict == .missing }) { throw ExitStatus.failed }
    }
}
