import Foundation
import Records

/// What a record says about the machine and the program that wrote it.
package enum HostMachine {
    /// The processor's name; `unknown` if the system does not report it.
    package static let cpu: String = {
        let line = (try? TextFile.read("/proc/cpuinfo"))?.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
            ?? "unknown"
    }()

    /// The peak resident memory of the process so far, in MB.
    package static var peakMemoryMB: Double {
        #if os(Linux)
        // getrusage also counts what the program that started this one had: the figure survives exec.
        let line = (try? TextFile.read("/proc/self/status"))?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        if let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) }) {
            return kilobytes / 1024
        }
        #endif
        return peakMemoryMB(of: own)
    }

    /// The peak resident memory of the largest of the programs that this process ran to their ends, in MB.
    static var peakMemoryOfProgramsMB: Double { peakMemoryMB(of: programs) }

    #if os(Linux)
    private static let own = RUSAGE_SELF.rawValue, programs = RUSAGE_CHILDREN.rawValue, bytesPerUnit = 1024.0
    #else
    private static let own = RUSAGE_SELF, programs = RUSAGE_CHILDREN, bytesPerUnit = 1.0
    #endif

    private static func peakMemoryMB(of processes: Int32) -> Double {
        var usage = rusage()
        guard getrusage(processes, &usage) == 0 else { return .nan }
        return Double(usage.ru_maxrss) * bytesPerUnit / 1_048_576
    }

    /// The compiler that built the program.
    static var compiler: String {
        #if compiler(>=6.4)
        "Swift 6.4 or later"
        #elseif compiler(>=6.3)
        "Swift 6.3"
        #else
        "Swift 6.2"
        #endif
    }

    /// Gathers the provenance of a run; the versions of the program and its libraries come from the caller.
    /// - Parameter device: the device that networks are trained on; nil for the processor.
    package static func provenance(
        dipVersion: String, libraries: [String: String], threads: Int, device: Provenance.Device? = nil
    ) -> Provenance {
        let folder = Bundle.main.bundlePath
        let source = installedSource(of: folder) ?? source(in: folder)
        return Provenance(
            commit: source?.commit, dirty: source?.isChanged, compiler: compiler, dipVersion: dipVersion,
            numericsVersion: Numerics.version, libraries: libraries, cpu: cpu,
            instructions: device == nil ? "\(VectorLevel.build)" : nil, threads: threads,
            hostOS: ProcessInfo.processInfo.operatingSystemVersionString, device: device)
    }

    /// What a program is built of: a commit, and whether there were changes to it; nil where that is not known.
    private typealias Source = (commit: String, isChanged: Bool?)

    /// As `make install` wrote it: a home folder that is a repository has nothing to do with the program.
    private static func installedSource(of folder: String) -> Source? {
        let file = URL(fileURLWithPath: folder).deletingLastPathComponent().appendingPathComponent("share/dip/commit")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let commit = words.first, commit.count == 40, commit.allSatisfy(\.isHexDigit) else { return nil }
        return (String(commit), words.count > 1)
    }

    private static func source(in folder: String) -> Source? {
        guard let commit = git(["rev-parse", "HEAD"], in: folder) else { return nil }
        let top = git(["rev-parse", "--show-toplevel"], in: folder)
        let changes = top.flatMap { git(["status", "--porcelain", "--", "Package.swift", "Sources"], in: $0) }
        return (commit, changes.map { !$0.isEmpty })
    }

    /// The output of a git command; nil if git is missing or the folder is not in a repository.
    private static func git(_ arguments: [String], in folder: String) -> String? {
        Process.output(of: "/usr/bin/env", ["git", "-C", folder] + arguments)?
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
