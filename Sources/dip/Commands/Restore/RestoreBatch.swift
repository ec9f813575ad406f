import ArgumentParser
import Foundation
import Photographs
import Quoting
import Records
import Runs
import Wording

/// Several photographs, each restored by a process of its own, one after the other.
final class RestoreBatch {
    private let list: PhotoList
    private let mask: String?
    /// The words of each process's command: those that decide the result, and those that do not.
    private let options: [String], means: [String]
    private let output: RestoreOutput
    private let folder: String
    private let heading: (String, RestoreTarget) throws -> String

    private var count = Count()
    /// The signal that asked for an end.
    private var stopped: Int32?

    private struct Job {
        let photo: String
        let target: RestoreTarget
    }

    /// How the photographs ended.
    private struct Count {
        var restored = 0, finished = 0
        var failed: [String] = []

        var words: String {
            ["\(restored) restored", finished > 0 ? "\(finished) finished before" : nil, failures]
                .compactMap(\.self).joined(separator: ", ")
        }

        private var failures: String? {
            failed.isEmpty ? nil : "\(failed.count) failed: \(failed.joined(separator: ", "))"
        }
    }

    /// - Parameter heading: what is printed of a photograph before its fit.
    init(
        _ paths: [String], mask: String?, options: [String], means: [String], output: RestoreOutput,
        heading: @escaping (String, RestoreTarget) throws -> String
    ) throws {
        list = try PhotoList(paths)
        self.mask = mask
        self.options = options
        self.means = means
        self.output = output
        self.heading = heading
        folder = output.folder ?? "."
    }

    func run(isPreview: Bool, dryRun: Bool) throws {
        let jobs = try jobs(isPreview: isPreview)
        for note in list.notes { print("note: \(note)") }
        if dryRun {
            for job in jobs { attempt(job) { try show(job) } }
            return try end("\(jobs.count) photographs", status: ExitStatus.refused)
        }
        do { try Folder.create(folder) } catch { throw Refusal("\(error)") }
        signal(SIGPIPE, SIG_IGN)
        Interruption.catchSignals(patient: true)
        for (index, job) in jobs.enumerated() {
            attempt(job) {
                let isFinished = try isFinished(job)
                print(
                    "photograph \(index + 1) of \(jobs.count)" + (isFinished ? ", finished: \(job.target.picture)" : "")
                )
                guard !isFinished else { return count.finished += 1 }
                try restore(job)
                count.restored += 1
            }
            guard let signal = stopped ?? Interruption.stopSignal else { continue }
            print("interrupted: \(count.words); the same command does the rest")
            throw ExitStatus.stopped(by: signal)
        }
        try end(count.words, status: ExitStatus.failed)
    }

    /// What cannot be done for one photograph is said, and the next one follows.
    private func attempt(_ job: Job, _ body: () throws -> Void) {
        do {
            try body()
        } catch {
            guard stopped == nil else { return }
            // A process has said itself what went wrong.
            if !(error is ExitCode) { Terminal.complain("\(error)") }
            count.failed.append(job.photo)
        }
    }

    private func end(_ words: String, status: ExitCode) throws {
        print(words)
        if !count.failed.isEmpty { throw status }
    }

    private func jobs(isPreview: Bool) throws -> [Job] {
        for folder in list.folders where FileIdentity.isSame(folder, self.folder) {
            throw Refusal("\(folder): is the folder of the photographs; choose another with --output-folder")
        }
        var makers: [String: String] = [:]
        let jobs: [Job] = try list.photographs.map { photo in
            let target = output.batchTarget(for: photo, isPreview: isPreview)
            if let other = makers.updateValue(photo, forKey: target.picture) {
                throw Refusal(
                    "\(other) and \(photo) would both become \(target.picture); restore one of them on its own")
            }
            return Job(photo: photo, target: target)
        }
        try checkInputs(jobs)
        return jobs
    }

    /// The result of one photograph must not replace what is read for another.
    private func checkInputs(_ jobs: [Job]) throws {
        var inputs: [FileIdentity: String] = [:]
        for photo in list.photographs {
            if let identity = FileIdentity(photo) { inputs[identity] = "one of the photographs" }
        }
        if let identity = mask.flatMap(FileIdentity.init) { inputs[identity] = "the mask" }
        for job in jobs {
            for path in job.target.files {
                guard let identity = FileIdentity(path), let input = inputs[identity] else { continue }
                throw Refusal(
                    "\(path): would be written for \(job.photo), but is \(input); choose another --output-folder")
            }
        }
    }

    private func show(_ job: Job) throws {
        if try isFinished(job) { return print("\(job.photo): finished: \(job.target.picture)") }
        print(try heading(job.photo, job.target) + "  would write \(job.target.words)")
    }

    /// Throws a `Refusal` where something else is in the place of the picture.
    private func isFinished(_ job: Job) throws -> Bool {
        guard !output.force else {
            try job.target.checkNames()
            return false
        }
        let progress = try PhotoProgress(
            photo: job.photo, mask: mask, picture: job.target.picture,
            record: job.target.record.map { "\($0)/\(RestoreFolder.choices)" }, options: options.recorded)
        guard case .foreign(let reason) = progress else {
            guard progress == .open else { return true }
            try job.target.checkNames()
            if let record = job.target.record {
                try output.checkRecord(record, picture: job.target.picture, photo: job.photo, mask: mask)
                try checkIsFree(record, of: job)
            }
            return false
        }
        throw Refusal("\(job.target.picture): \(reason); overwrite it with --force, or choose another --output-folder")
    }

    /// Throws a `Refusal` where the record belongs to a picture of another format, or to one that has been moved away.
    private func checkIsFree(_ record: String, of job: Job) throws {
        let choices = "\(record)/\(RestoreFolder.choices)"
        guard FileManager.default.fileExists(atPath: choices),
            !PhotoProgress.isInterrupted(
                photo: job.photo, mask: mask, picture: job.target.picture, record: choices, options: options.recorded)
        else { return }
        throw Refusal(
            "\(choices): exists already, of another picture; overwrite it with --force, or choose another --output-folder"
        )
    }

    /// Restores a photograph in a process of its own; throws its exit status.
    private func restore(_ job: Job) throws {
        guard let program = Bundle.main.executableURL else {
            throw CommandFailure("the path of this program is unknown, so it cannot start a process")
        }
        let process = Process()
        process.executableURL = program
        process.arguments =
            ["restore"] + options + means + output.arguments(job.target) + (output.force ? ["--force"] : [])
            + ["--", job.photo]
        process.standardInput = FileHandle.nullDevice
        let before = FileIdentity(job.target.picture)
        do {
            try process.run()
        } catch {
            throw CommandFailure("the process of \(job.photo) cannot be started: \(SystemReason.text(of: error))")
        }
        let watch = ProcessWatch(process)
        while watch.poll() == nil {
            if let signal = Interruption.stopSignal {
                stopped = signal
                // A second one is passed on as well, and ends the process at once. On its own terminal it has its own.
                if getpgid(process.processIdentifier) != getpgrp() { kill(process.processIdentifier, signal) }
                Interruption.catchSignals(patient: true)
            }
            usleep(20_000)
        }
        let end = watch.wait()
        if end.isSignal {
            throw CommandFailure("\(job.photo): its process was \(SystemReason.ended(bySignal: end.number))")
        }
        guard end.isSuccess else {
            if stopped != nil, job.target.record == nil, FileIdentity(job.target.picture) != before {
                setAside(job.target.picture)
            }
            throw ExitCode(end.number)
        }
    }

    /// Without a record nothing but its name says that a picture is not finished.
    private func setAside(_ picture: String) {
        let dot = picture.lastIndex(of: ".") ?? picture.endIndex
        rename(picture, "\(picture[..<dot])-interrupted\(picture[dot...])")
    }
}
