import Foundation
import Testing

private let faketime = ["/usr/bin/faketime", "/usr/local/bin/faketime"].first(where: FileManager.default.fileExists)

/// Programs whose clock is wrong, by faketime, which Debian has as a package.
@Suite(.enabled(if: faketime != nil, "faketime is not installed"))
struct WrongClockTests {
    /// The run asks git for its commit, and waits for its end.
    @Test(arguments: ["-1h", "+10y", "@1970-01-02 00:00:00"])
    func aRunEnds(clock: String) async throws {
        let folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "tiny.yaml")
        let faketime = try #require(faketime)
        // What hangs is killed long after any machine has done it.
        let output = try await DipProgram.shell(
            "exec timeout -s KILL 300 \(faketime) -f '\(clock)' \"$0\" run tiny.yaml --threads 1", in: folder)
        #expect(output.status == 0, "\(output.out)\(output.error)")
        let run = try #require(folder.runs().first)
        #expect(try folder.text("\(run)/run.json").contains("\"complete\""))
    }
}
