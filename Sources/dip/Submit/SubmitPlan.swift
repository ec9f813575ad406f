import Foundation
import Harness
import Quoting
import Records
import Specs

/// A submission before it is made: manifest, scripts and the options of sbatch.
struct SubmitPlan {
    let experiment: Experiment
    /// A key a line.
    let manifest: String
    let count: Int
    /// The submission's folder, as it was asked for.
    let folder: String
    let array: SlurmArray
    /// The commands that draw from the records when all runs are over.
    let followUp: [String]
    let arrays: [(tasks: String, offset: Int)]

    /// - Parameter demands: gives what a job asks for, from the longest run's time and the most memory that one needs.
    init(_ request: SpecArguments, experiment: Experiment, due: [PlannedRun], cpus: Int, limit: Int?,
         demands: (_ seconds: Double, _ bytes: Int) -> SlurmArray.Demands) throws {
        self.experiment = experiment
        let needs = MemoryNeed()
        let asked = demands(due.map(\.estimatedSeconds).max() ?? 0, due.map { needs.bytes($0, threads: cpus) }.max() ?? 0)
        let program = Bundle.main.executableURL?.path ?? "dip"
        let here = FileManager.default.currentDirectoryPath
        try Self.check([program, here, request.spec, request.results] + request.overrides, folders: [here, request.results])
        manifest = due.map { $0.key + "\n" }.joined()
        count = due.count
        let run = ShellText.command([program] + request.command("run").dropFirst() + ["-j", "1", "--threads", "\(cpus)"]) + " --only \"$key\""
        func array(in folder: String) -> SlurmArray {
            SlurmArray(name: experiment.name, folder: folder.hasPrefix("/") ? folder : "\(here)/\(folder)", workingFolder: here, demands: asked,
                       command: run)
        }
        folder = Submission.folder(name: experiment.name, manifest: manifest, script: array(in: "").script, results: ScriptWord.path(request.results))
        self.array = array(in: folder)
        followUp = Self.followUp(request, experiment).map { ShellText.command([program] + $0.dropFirst()) }
        arrays = SlurmArray.parts(count: count, limit: limit)
    }

    /// Throws a `Refusal` for what the scripts cannot carry; in names of logs sbatch has a use of its own for a backslash.
    private static func check(_ words: [String], folders: [String]) throws {
        if let word = words.first(where: ScriptWord.hasControlCharacters) {
            throw Refusal("\(word.debugDescription): job scripts carry no control characters and line ends; use another name")
        }
        if let folder = folders.first(where: { $0.unicodeScalars.contains("\\") }) {
            throw Refusal("\(folder): Slurm keeps no logs in a folder with a backslash in its path; use another folder")
        }
    }

    /// Figures and tables where the spec has some, and the page of all records; what lacks runs is left out of tables.
    private static func followUp(_ request: SpecArguments, _ experiment: Experiment) -> [[String]] {
        let results = request.results == SpecArguments.standardResults ? [] : ["--results", ScriptWord.path(request.results)]
        let tables = experiment.tables.isEmpty ? [] : ["md", "csv"].map { format in
            request.command("table") + ["--partial", "--format", format, "--output", ScriptWord.path("\(request.results)/tables/")]
        }
        let specs = request.spec.hasPrefix("Experiments/") ? [] : ["--specs", ScriptWord.path(request.spec)]
        return (experiment.figures.isEmpty ? [] : [request.command("plot")]) + tables + [["dip", "report"] + specs + results]
    }

    private var scriptPath: String { folder + "/array.sh" }
    private var followUpPath: String { folder + "/figures.sh" }

    /// All files and commands, for `-n`.
    var text: String {
        var parts = ["# \(folder)/manifest.txt\n\(manifest)", "# \(scriptPath)\n\(array.script)"]
        parts.append("# \(followUpPath)\n\(array.followUp(followUp))")
        parts += arrays.map { ShellText.command(["sbatch"] + options($0) + [scriptPath, "\($0.offset)"]) + "\n" }
        parts.append("sbatch --dependency=afterany:<the arrays> \(ShellText.command([followUpPath]))\n")
        return parts.joined(separator: "\n")
    }

    /// Writes the files, submits, and records what was.
    func submit() throws -> Submission {
        try Folder.create(folder + "/logs")
        try AtomicFile.write(manifest, to: folder + "/manifest.txt")
        try AtomicFile.write(array.script, to: scriptPath)
        let jobs = try arrays.map { try Slurm.submit(scriptPath, options: options($0), arguments: ["\($0.offset)"]) }
        try AtomicFile.write(array.followUp(followUp), to: followUpPath)
        let follower = try Slurm.submit(followUpPath, options: ["--dependency=afterany:" + jobs.joined(separator: ":")])
        let submission = Submission(name: experiment.name, scale: experiment.scale?.rawValue, runs: count, arrays: jobs, followUp: follower)
        try submission.write(to: folder)
        return submission
    }

    private func options(_ part: (tasks: String, offset: Int)) -> [String] { ["--array=\(part.tasks)"] }
}
