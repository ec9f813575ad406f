import Foundation
import Testing

@Suite struct ServeCommandTests {
    /// The server says where it is, tells an open page that it ends, and ends.
    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"), "curl is not installed"),
        arguments: ["TERM", "INT"])
    func aSignalEndsIt(signal: String) async throws {
        let folder = try TestFolder()
        let script = """
            "$0" serve > address & server=$!
            while ! [ -s address ]; do sleep 0.05; done
            curl -sN --max-time 60 "$(head -n 1 address)events" > events & page=$!
            while ! [ -s events ]; do sleep 0.05; done
            kill -\(signal) $server
            n=0; while kill -0 $server 2> /dev/null && [ $n -lt 600 ]; do sleep 0.1; n=$((n + 1)); done
            [ $n -lt 600 ] || { kill -9 $server; echo "it did not end"; }
            wait $server; echo "status $?"; wait $page
            """
        let output = try await DipProgram.shell(script, in: folder)
        #expect(output.out == "status 0\n", "\(output.out)\(output.error)")
        #expect(try folder.text("events").hasSuffix("event: bye\ndata: {}\n\n"))
    }
}
