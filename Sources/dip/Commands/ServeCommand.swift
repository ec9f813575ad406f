import ArgumentParser
import Foundation
import Publishing
import Serving
import Synchronization
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

    @OptionGroup var records: ResultsOption

    @Option(help: ArgumentHelp("The folder of figures.", valueName: "folder"), completion: .directory)
    var plots = PublishingRequest.standardPlots

    @Option(help: ArgumentHelp("The port (default: any that is free).", valueName: "number"))
    var port: UInt16 = 0

    @Option(help: "The page's title.")
    var title = "Deep Image Prior: runs and results"

    func validate() throws {
        guard !plots.isEmpty else { throw ValidationError("--plots needs the name of a folder") }
    }

    func run() throws {
        let (results, plots, title, port) = (records.results, plots, title, port)
        // A sweep may be about to create the folder of records.
        let plan = try ReportPlan(specs: specs, results: results, plots: plots, links: .served)
        let wake = DispatchSemaphore(value: 0)
        let signals = Self.watchSignals(wake)
        // A source that is released is cancelled, and the signal would be lost.
        defer { withExtendedLifetime(signals) {} }
        let origin = "dip \(Version.current): dip serve"
        let server = try Self.wait {
            try await PageServer.start(port: port, results: results, plots: plots) {
                try plan.page(title: title, origin: origin)
            }
        }
        print(server.address.url)
        print("Open it in a browser on this machine; Ctrl-C ends the server.")
        try Output.check()
        let failure = Mutex<CommandFailure?>(nil)
        Task.detached {
            guard let reason = await server.failure() else { return }
            failure.withLock { $0 = reason }
            wake.signal()
        }
        wake.wait()
        if let reason = failure.withLock({ $0 }) { throw reason }
        try Self.stop(server)
    }

    /// Raises the semaphore at the first signal; the second one ends the process at once.
    private static func watchSignals(_ wake: DispatchSemaphore) -> [any DispatchSourceSignal] {
        // A queue of its own has a thread also while requests keep all those of tasks busy.
        let queue = DispatchQueue(label: "dip.serve.signals")
        let first = FirstSignal()
        return [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if first.hasPassed() { _exit(ExitStatus.stopped(by: number).rawValue) }
                wake.signal()
            }
            source.activate()
            return source
        }
    }

    /// Stops the server, or ends the process when that takes longer than it may.
    ///
    /// FlyingFox takes a time that grows with the square of a line's length to read it, and cannot be stopped meanwhile. Long lines on
    /// a few connections keep all threads of tasks busy, so that only this one can end the process.
    private static func stop(_ server: PageServer) throws {
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            await server.stop()
            done.signal()
        }
        guard done.wait(timeout: .now() + .seconds(4)) == .timedOut else { return }
        try Output.check()
        _exit(ExitCode.success.rawValue)
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

/// Whether a signal has come before.
private final class FirstSignal: Sendable {
    private let isOver = Atomic<Bool>(false)

    /// False when it is asked for the first time.
    func hasPassed() -> Bool { isOver.exchange(true, ordering: .acquiringAndReleasing) }
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
