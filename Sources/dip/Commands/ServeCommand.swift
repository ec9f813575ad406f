import ArgumentParser
import Foundation
import Publishing
import Serving
import Wording

/// `dip serve`: the report, live, on this machine.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Show the report in a browser while runs go on.",
        discussion: """
            Serves the page of 'dip report' on 127.0.0.1 and follows the runs under way, also those of other machines that write to the same \
            folder: progress, curves, the latest output, failures with their log. It only reads, and answers only requests with the random \
            word of the address that it prints. Ctrl-C ends it.
            """)

    @Argument(
        help: ArgumentHelp(
            "Specs, or folders that are searched for specs; by default as for 'dip report'.", valueName: "spec"),
        completion: .file())
    var specs: [String] = []

    @Option(help: ArgumentHelp("The folder of records.", valueName: "folder"), completion: .directory)
    var results = PublishingRequest.standardResults

    @Option(help: ArgumentHelp("The folder of figures.", valueName: "folder"), completion: .directory)
    var plots = PublishingRequest.standardPlots

    @Option(help: ArgumentHelp("The port (default: any that is free).", valueName: "number"))
    var port: UInt16 = 0

    @Option(help: "The page's title.")
    var title = "Deep Image Prior: runs and results"

    func validate() throws {
        guard !results.isEmpty, !plots.isEmpty else { throw ValidationError("--results and --plots need a name") }
    }

    func run() throws {
        // A sweep may be about to create it.
        let plan = try ReportPlan(specs: specs, results: results, plots: plots, links: .served)
        let (results, plots, title, port) = (results, plots, title, port)
        let signals = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
        let stop = DispatchSemaphore(value: 0)
        for source in signals {
            source.setEventHandler { stop.signal() }
            source.activate()
        }
        let origin = "dip \(Version.current): dip serve"
        let server = try Self.wait {
            try await PageServer.start(port: port, results: results, plots: plots) {
                try plan.page(title: title, origin: origin)
            }
        }
        print(server.address.url)
        print("Open it in a browser on this machine; Ctrl-C ends the server.")
        try Output.check()
        // A source that is released is cancelled, and the signal would be lost.
        withExtendedLifetime(signals) { stop.wait() }
        try Self.wait { await server.stop() }
    }

    /// Waits for what is done elsewhere; the command line has no other work meanwhile.
    private static func wait<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
        let result = AwaitedResult<Value>()
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            do { result.set(.success(try await body())) } catch { result.set(.failure(error)) }
            done.signal()
        }
        done.wait()
        return try result.get()
    }
}

/// The result of work on another thread.
private final class AwaitedResult<Value: Sendable>: @unchecked Sendable {
    // Set before the semaphore is raised, read after it.
    private var result: Result<Value, any Error>?

    func set(_ result: Result<Value, any Error>) { self.result = result }

    func get() throws -> Value {
        guard let result else { preconditionFailure("read before it was set") }
        return try result.get()
    }
}
