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

    /// Reading such headers keeps all threads of tasks busy for minutes.
    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"), "curl is not installed"),
        arguments: [("0", 0), ("TERM", 143)])
    func aSignalEndsItWhileLongHeadersAreRead(next: String, status: Int) async throws {
        let script = """
            "$0" serve > address & server=$!
            while ! [ -s address ]; do sleep 0.05; done
            long=$(head -c 60000 /dev/zero | tr '\\0' a)
            curl -sZ --parallel-immediate --parallel-max 64 --max-time 600 -H "X-Long: $long" \
                "$(head -n 1 address)?[1-64]" > pages 2> /dev/null & pages=$!
            sleep 2
            kill -TERM $server; sleep 0.2
            n=0; while kill -\(next) $server 2> /dev/null && [ $n -lt 150 ]; do sleep 0.2; n=$((n + 1)); done
            [ $n -lt 150 ] || { kill -9 $server; echo "it did not end"; }
            wait $server; echo "status $?"
            kill $pages 2> /dev/null; wait $pages
            """
        let output = try await DipProgram.shell(script, in: try TestFolder())
        #expect(output.out == "status \(status)\n", "\(output.out)\(output.error)")
    }

    /// More connections than it may have files open end the server of FlyingFox, and the page is there again afterwards.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"), "curl is not installed"))
    func tooManyConnectionsDoNotEndIt() async throws {
        let script = """
            sh -c 'ulimit -n 256; exec "$0" serve' "$0" > address & server=$!
            while ! [ -s address ]; do sleep 0.05; done
            url=$(head -n 1 address)
            curl -sZ --parallel-immediate --parallel-max 300 --max-time 120 "${url}events?[1-300]" > events 2> /dev/null
            n=0; until curl -sf --max-time 60 "$url" > page || [ $n -ge 120 ]; do sleep 0.5; n=$((n + 1)); done
            kill -TERM $server; wait $server; echo "status $?"
            """
        let folder = try TestFolder()
        let output = try await DipProgram.shell(script, in: folder)
        #expect(output.out == "status 0\n", "\(output.out)\(output.error)")
        #expect(try folder.text("page").contains("<title>"))
    }
}
