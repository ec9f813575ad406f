import ArgumentParser
import Datasets
import Devices
import Foundation
import Publishing
import Quoting
import Records
import Reporting
import Runs
import Wording

/// `dip doctor`: whether everything that the program uses is installed and works.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the program, its libraries, the data and the results folder.",
        discussion: """
            With a folder that several machines share, it also tries there what runs rely on: that a file is made exclusively by one of \
            many, that a renamed file replaces another whole, and that a sign of life changes its time. Exit status 0 when nothing that is \
            required is missing, else 1.
            """)

    @OptionGroup var records: ResultsOption

    @Argument(
        help: ArgumentHelp(
            "A folder that several machines share: whether it keeps what runs rely on there is tried, too.",
            valueName: "folder"), completion: .directory)
    var shared: String?

    @Option(help: "How the findings are printed.")
    var format = PlanText.Format.text

    func run() throws {
        let findings =
            Examination(results: shared ?? records.results).findings + (shared.map(SharedFolder.findings) ?? [])
        switch format {
        case .text: TextColumns.lines(findings.map(\.row)).forEach(Terminal.show)
        case .json:
            let rows = findings.map { finding -> [DataTable.Cell] in
                [.text(finding.verdict.rawValue), .text(finding.name), .text(finding.text), .text(finding.advice)]
            }
            print(DataTable(columns: ["verdict", "name", "found", "advice"], rows: rows).json, terminator: "")
        }
        if findings.contains(where: { $0.verdict == .missing }) { throw ExitStatus.failed }
    }
}

/// Looks at everything that the program uses.
struct Examination {
    /// The folder of records.
    let results: String

    var findings: [Finding] {
        [program, processor, memory] + devices + libraries + [gnuplot, InstalledCompletion().finding, slurm] + data
            + [resultsFolder]
    }

    private var program: Finding {
        let provenance = HostMachine.provenance(dipVersion: Version.current, libraries: [:], threads: 1)
        let commit = provenance.commitWords.map { ", \($0)" } ?? ""
        return .ok("program", "dip \(Version.current), \(provenance.compiler)\(commit)")
    }

    private var processor: Finding {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let text = "\(HostMachine.cpu), \(cores) core\(cores == 1 ? "" : "s")"
        let build = VectorLevel.build, here = VectorLevel.processor
        if build > here {
            return .missing(
                "processor", "\(text), without \(build.words), which this build uses",
                advice: "build with 'DIP_SIMD=\(here) make build'")
        }
        if build < here {
            return .note(
                "processor", "\(text), \(here.words) not used by this build",
                advice: "'DIP_SIMD=\(here) make build' may be faster")
        }
        return .ok("processor", build == .portable ? text : "\(text), \(build.words) used")
    }

    private var memory: Finding {
        .ok("memory", Amount.installedMemory(ProcessInfo.processInfo.physicalMemory))
    }

    /// What can train networks beside the processor: nothing is missing where there is none.
    private var devices: [Finding] {
        DriverKind.allCases.flatMap { kind -> [Finding] in
            if let problem = DeviceCatalogue.machine.problem(of: kind) {
                switch problem {
                case .noDriver, .noDevice: return [.ok(kind.title, "\(problem)")]
                default:
                    return [
                        .note(kind.title, "\(problem)", advice: "networks can still be trained on the processor")
                    ]
                }
            }
            return DeviceCatalogue.all().filter { $0.driver == kind }.map { device in
                let text = "\(device.choice), \(device.name), \(DeviceRows.abilities(device))"
                return device.problem.map {
                    .note(kind.title, "\(text); it cannot be used: \($0)", advice: "choose another with --device")
                } ?? .ok(kind.title, text)
            }
        }
    }

    private var libraries: [Finding] {
        [
            openBLAS, .ok("FFTW", Libraries.fftw), .ok("libpng", Libraries.png), .ok("libjpeg", Libraries.jpeg),
            .ok("libcrypto", Libraries.crypto), tiff,
        ]
    }

    /// Opened for TIFF files only.
    private var tiff: Finding {
        Libraries.tiff.map { .ok("libtiff", $0) }
            ?? .note(
                "libtiff", "not found, needed for TIFF files only", advice: "on Debian: apt-get install libtiff6")
    }

    private var openBLAS: Finding {
        do {
            try Libraries.check()
            return .ok("OpenBLAS", "\(Libraries.openBLAS), core \(Libraries.openBLASCore)")
        } catch {
            return .missing("OpenBLAS", "\(error)", advice: "on Debian: apt-get install libopenblas0")
        }
    }

    private var gnuplot: Finding {
        do {
            let executable = try Gnuplot().executable
            guard let version = Self.firstLine(of: executable, ["--version"]) else {
                return .missing(
                    "gnuplot", "\(executable) does not run", advice: "on Debian: apt-get install gnuplot-nox")
            }
            return .ok("gnuplot", "\(version), \(executable)")
        } catch {
            return .missing(
                "gnuplot", "not found, needed to draw figures", advice: "on Debian: apt-get install gnuplot-nox")
        }
    }

    /// Only one command needs it.
    private var slurm: Finding {
        guard let executable = try? Slurm.command("sbatch") else {
            return .ok("Slurm", "not found; only 'dip submit' needs it")
        }
        guard let version = Self.firstLine(of: executable, ["--version"]) else {
            return .note("Slurm", "\(executable) does not run", advice: "only 'dip submit' needs it")
        }
        return .ok("Slurm", "\(version), \(executable)")
    }

    private var data: [Finding] {
        let datasets = DatasetCatalogue.standard()
        let root = datasets.root
        let manifests: [DatasetManifest]
        do {
            manifests = try datasets.manifests()
        } catch {
            return [.missing("data", "\(error)", advice: "correct the manifest")]
        }
        guard !manifests.isEmpty else {
            return [
                .note(
                    "data", "no manifests in Experiments/datasets",
                    advice: "run dip in the root folder of its repository")
            ]
        }
        guard Folder.exists(root.path) else {
            let fetch = "fetch all datasets with '\(DatasetCatalogue.fetchCommand(["all"]))'"
            return [
                root.isChosen
                    ? .missing(
                        "data", "DIP_DATA is '\(root.path)', which is not a folder",
                        advice: "set it to the folder with the datasets, or \(fetch)")
                    : .note(
                        "data",
                        "only synthetic images are available: DIP_DATA is not set, and the folder '\(root.path)' does not exist",
                        advice: fetch)
            ]
        }
        let place = root.isChosen ? "DIP_DATA is '\(root.path)'" : "'\(root.path)', as DIP_DATA is not set"
        return [.ok("data", place)]
            + DatasetCheck(manifests, of: datasets).entries.map { entry in
                let name = entry.manifest.name
                return entry.isComplete
                    ? .ok(name, entry.words)
                    : .note(name, entry.words, advice: "fetch the rest with '\(DatasetCatalogue.fetchCommand([name]))'")
            }
    }

    /// The folder need not exist, but then the one that it would be created in must be writable.
    private var resultsFolder: Finding {
        var folder = URL(fileURLWithPath: results).standardizedFileURL
        while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
            folder.deleteLastPathComponent()
        }
        do {
            try Folder.checkWritable(folder.path)
            return .ok("results", "'\(results)' can be written")
        } catch {
            return .missing(
                "results", "'\(results)' cannot be written: \(error)", advice: "choose another folder with --results")
        }
    }

    /// The first line that a program prints; nil when it fails.
    private static func firstLine(of executable: String, _ arguments: [String]) -> String? {
        Process.output(of: executable, arguments)?.split(whereSeparator: \.isNewline).first.map(String.init)
    }
}

/// What records and locks rely on in a folder that several machines share.
enum SharedFolder {
    /// Clocks that differ by more give wrong ages in `dip status`; locks go by the clock of the file system.
    private static let largestOffset = 5.0

    static func findings(_ folder: String) -> [Finding] {
        let found: FolderGuarantees
        do {
            found = try FolderGuarantees(of: folder)
        } catch {
            return [.missing("shared folder", "\(error)", advice: "name a folder that can be written to")]
        }
        guard found.problems.isEmpty else {
            return found.problems.map {
                .missing("shared folder", "'\(folder)': \($0)", advice: "run experiments there from one machine only")
            }
        }
        let promise = Finding.ok(
            "shared folder",
            "'\(folder)' keeps exclusive creation (O_EXCL), whole replacement (rename) and times of change")
        guard abs(found.clockAhead) > largestOffset else { return [promise] }
        let offset = DurationWords.measured(abs(found.clockAhead))
        return [
            promise,
            .note(
                "clock",
                "the file system's is \(offset) \(found.clockAhead > 0 ? "ahead of" : "behind") this machine's",
                advice: "set the clocks of the machines by one server"),
        ]
    }
}

/// What was found of one thing that the program uses.
struct Finding {
    enum Verdict: String {
        case ok
        /// Something is missing that only some commands need.
        case note
        /// Something is missing that the program needs.
        case missing
    }

    let verdict: Verdict
    let name: String
    let text: String
    /// What to do about it; nil where there is nothing to do.
    let advice: String?

    static func ok(_ name: String, _ text: String) -> Finding {
        Finding(verdict: .ok, name: name, text: text, advice: nil)
    }

    static func note(_ name: String, _ text: String, advice: String) -> Finding {
        Finding(verdict: .note, name: name, text: text, advice: advice)
    }

    static func missing(_ name: String, _ text: String, advice: String) -> Finding {
        Finding(verdict: .missing, name: name, text: text, advice: advice)
    }

    var row: [String] { [verdict.rawValue, name, text + (advice.map { "; \($0)" } ?? "")] }
}
