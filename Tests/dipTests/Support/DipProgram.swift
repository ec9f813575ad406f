import Foundation
import Records
import TestTools

/// The built program, run as users run it.
enum DipProgram {
    struct Output {
        let status: Int32
        let out: String
        let error: String
    }

    /// The products' folder holds the program beside the tests.
    private static let program: URL = {
        let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
            .deletingLastPathComponent()
        return (tests ?? Bundle.main.bundleURL).appendingPathComponent("dip")
    }()

    static var path: String { program.path }

    /// Runs the program to its end, when its turn has come.
    static func run(_ arguments: String..., in folder: TestFolder, environment: [String: String] = [:]) async throws
        -> Output
    {
        try await Turns.shared.take { try await start(program, arguments, in: folder, environment: environment).end() }
    }

    /// Runs a line of a shell, when its turn has come; `$0` is the program.
    static func shell(_ line: String, in folder: TestFolder, environment: [String: String] = [:]) async throws -> Output
    {
        try await Turns.shared.take {
            try await start(URL(fileURLWithPath: "/bin/sh"), ["-c", line, path], in: folder, environment: environment)
                .end()
        }
    }

    /// Starts the program and returns while it works.
    static func start(_ arguments: [String], in folder: TestFolder, environment: [String: String] = [:]) throws
        -> Running
    {
        try start(program, arguments, in: folder, environment: environment)
    }

    private static func start(
        _ executable: URL, _ arguments: [String], in folder: TestFolder,
        environment: [String: String]
    ) throws -> Running {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        var variables = ProcessInfo.processInfo.environment
        variables["DIP_DATA"] = nil
        // Not the cache of whoever runs the tests.
        variables["XDG_CACHE_HOME"] = folder.path + "/cache"
        // PoCL takes half a minute to compile the kernels, and need not for every test.
        variables["POCL_CACHE_DIR"] = program.deletingLastPathComponent().path + "/kernels"
        process.environment = variables.merging(environment) { $1 }
        return try Running(process)
    }

    /// A started program.
    final class Running: @unchecked Sendable {
        private let process: Process
        private let out = Pipe()
        private let error = Pipe()
        private let watch: ProcessWatch

        fileprivate init(_ process: Process) throws {
            self.process = process
            watch = ProcessWatch(process)
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = out
            process.standardError = error
            process.terminationHandler = { Guardian.shared?.release($0.processIdentifier) }
            let guardian = Guardian.shared
            try withoutBlockedSignals { try process.run() }
            guardian?.watch(process.processIdentifier)
            // It may have ended before it was watched.
            if !process.isRunning { guardian?.release(process.processIdentifier) }
        }

        var isRunning: Bool { watch.poll() == nil }

        /// Sends a signal as soon as `condition` holds; watches from a thread of its own, as the tests share few and others may hold
        /// them for longer than the program runs.
        func send(_ signal: Int32, when condition: @escaping @Sendable () -> Bool) {
            Thread.detachNewThread { [self] in
                while isRunning, !condition() { usleep(2000) }
                if isRunning { kill(process.processIdentifier, signal) }
            }
        }

        /// Ends the process of a run as a crash does, as soon as `condition` holds.
        func crashWorker(when condition: @escaping @Sendable () -> Bool) {
            Thread.detachNewThread { [self] in
                while isRunning, !condition() { usleep(2000) }
                for child in children { kill(child, SIGILL) }
            }
        }

        /// The processes that the program has started.
        private var children: [Int32] {
            let parent = process.processIdentifier
            return ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap(Int32.init).filter
            { pid in
                // The name before may hold anything; the parent is the second field after it.
                let line = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
                let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
                return fields.count > 1 && Int32(fields[1]) == parent
            }
        }

        /// Waits on a thread of its own, as the tests share few; throws `Endless` where nothing else would ever end the wait.
        func end() async throws -> Output {
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread { [self] in
                    let endless = Endless(of: process.arguments ?? [], pipes: [out, error])
                    let alarm = DispatchWorkItem { endless.stop() }
                    DispatchQueue.global().asyncAfter(deadline: .now() + Endless.minutes * 60, execute: alarm)
                    // What the program complains of fits into the pipe while the rest is read.
                    let out = self.out.readToEnd(), error = self.error.readToEnd()
                    let end = watch.wait()
                    Guardian.shared?.release(process.processIdentifier)
                    alarm.cancel()
                    guard endless.holders.isEmpty else { return continuation.resume(throwing: endless) }
                    continuation.resume(
                        returning: Output(
                            status: end.number, out: String(decoding: out, as: UTF8.self),
                            error: String(decoding: error, as: UTF8.self)))
                }
            }
        }
    }
}
