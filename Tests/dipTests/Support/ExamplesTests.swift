import ArgumentParser
import Foundation
import Testing
@testable import dip

/// Every help page ends with examples, and each of them is a command line that is accepted.
@Suite struct ExamplesTests {
    @Test func eachIsUnderstood() throws {
        for line in Examples.all.values.joined() {
            let command = line.split(separator: " > ")[0].replacing("'", with: "")
            var words = command.split(separator: " ").map(String.init)
            if let brace = words.firstIndex(where: { $0.hasPrefix("{") }) {
                words.replaceSubrange(brace...(brace + 1), with: [words[brace] + " " + words[brace + 1]])
            }
            #expect(words.first == "dip")
            #expect(throws: Never.self, "\(line)") { try Dip.parseAsRoot(Array(words.dropFirst())) }
        }
    }

    private struct Tree: Decodable {
        let commandName: String
        let shouldDisplay: Bool
        let subcommands: [Tree]?

        var paths: [[String]] {
            [[]]
                + (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }.flatMap { command in
                    command.paths.map { [command.commandName] + $0 }
                }
        }
    }

    @Test func everyHelpPageHasThem() async throws {
        struct Dump: Decodable { let command: Tree }
        let folder = try TestFolder()
        let dump = try await DipProgram.run("--experimental-dump-help", in: folder)
        let paths = try JSONDecoder().decode(Dump.self, from: Data(dump.out.utf8)).command.paths
        #expect(Set(paths.map { $0.joined(separator: " ") }).isSubset(of: Examples.all.keys) && paths.count > 25)
        for path in [[], ["run"], ["bench", "step"]] {
            let help = try await DipProgram.start(path + ["--help"], in: folder).end()
            let lines = Examples.all[path.joined(separator: " "), default: []].map { "  \($0)\n" }.joined()
            #expect(help.status == 0 && help.out.hasSuffix("\nEXAMPLES:\n" + lines), "\(path)")
        }
        #expect(try await !DipProgram.run("--version", in: folder).out.contains("EXAMPLES"))
    }
}
