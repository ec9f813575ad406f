import Foundation
import TestTools
import Testing

@Suite struct DoctorCommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func tellsWhatIsThere() async throws {
        let output = try await DipProgram.run("doctor", in: folder)
        #expect(output.status == 0)
        let rows = output.out.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
        #expect(
            Set([
                "program", "processor", "memory", "OpenBLAS", "FFTW", "libpng", "libjpeg", "libcrypto", "libtiff",
                "gnuplot",
                "data", "results", "OpenCL", "CUDA", "completion", "Slurm",
            ])
            .isSubset(of: rows.map { String($0[1]) }))
        #expect(rows.allSatisfy { $0[0] == "ok" || $0[0] == "note" })
        // Drivers of OpenCL keep a cache of their own.
        #expect(folder.names().allSatisfy { $0 == "cache" })
    }

    @Test func whatIsMissingComesWithAdviceAndAFailure() async throws {
        try folder.write("", to: "file")
        let output = try await DipProgram.run(
            "doctor", "--results", "file/Results", in: folder,
            environment: ["PATH": folder.path])
        #expect(output.status == 1)
        #expect(
            output.out.contains(
                "missing  gnuplot     not found, needed to draw figures; "
                    + "on Debian: apt-get install gnuplot-nox\n"))
        #expect(output.out.contains("missing  results     'file/Results' cannot be written: "))
        #expect(folder.names().filter { $0 != "cache" } == ["file"])
    }

    @Test func filesOfADatasetAreChecked() async throws {
        let pair = try TestDataset(in: folder)
        let nowhere = try await DipProgram.run("doctor", in: folder, environment: ["DIP_DATA": "nowhere"])
        #expect(nowhere.status == 1)
        #expect(
            nowhere.out.contains(
                "missing  data        DIP_DATA is 'nowhere', which is not a folder; "
                    + "set it to the folder with the datasets, or fetch all datasets with 'dip data fetch all'\n"))
        let unset = try await DipProgram.run("doctor", in: folder)
        #expect(unset.status == 0)
        #expect(
            unset.out.contains(
                "note  data        only synthetic images are available: DIP_DATA is not set, and the folder "
                    + "'\(folder.path)/cache/spectraldip' does not exist; fetch all datasets with 'dip data fetch all'\n"
            ))

        try pair.put(pair.first, "first.png", below: "data")
        let part = try await DipProgram.run("doctor", in: folder, environment: ["DIP_DATA": "data"])
        #expect(part.status == 0)
        #expect(
            part.out.contains(
                "ok    data        DIP_DATA is 'data'\nnote  pair        1 of 2 files; "
                    + "fetch the rest with 'dip data fetch pair'\n"))
        try pair.put(pair.first, "second.png", below: "data")
        let wrong = try await DipProgram.run("doctor", in: folder, environment: ["DIP_DATA": "data"])
        #expect(
            wrong.out.contains("note  pair        1 of 2 files, 1 wrong; fetch the rest with 'dip data fetch pair'\n"))
        for name in ["first", "second"] {
            try pair.put(name == "first" ? pair.first : pair.second, "\(name).png", below: "cache/spectraldip")
        }
        let cached = try await DipProgram.run("doctor", in: folder)
        let rows = cached.out.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(rows.contains("ok data '\(folder.path)/cache/spectraldip', as DIP_DATA is not set"))
        #expect(rows.contains("ok pair 2 of 2 files"))
    }

    @Test func aSharedFolderIsTried() async throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/shared", withIntermediateDirectories: true)
        let output = try await DipProgram.run("doctor", "shared", in: folder)
        #expect(
            output.out.contains(
                " shared folder  'shared' keeps exclusive creation (O_EXCL), whole replacement (rename)"))
        #expect(output.status == 0 && folder.names(in: "shared").isEmpty)
        let wrong = try await DipProgram.run("doctor", "nowhere", in: folder)
        #expect(wrong.status == 1 && wrong.out.contains("missing  shared folder  nowhere: there is no such folder; "))
    }

    /// The line of one finding.
    private func line(_ name: String, _ environment: [String: String]) async throws -> String {
        let output = try await DipProgram.run("doctor", in: folder, environment: environment)
        #expect(output.status == 0)
        let line = output.out.split(separator: "\n").first { $0.contains("  \(name)  ") } ?? ""
        return line.split(separator: " ").joined(separator: " ")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func whetherCompletionIsInstalledIsSaid(shell: String) async throws {
        let home = [
            "HOME": folder.path, "SHELL": "/bin/\(shell)", "XDG_DATA_HOME": "", "XDG_DATA_DIRS": "/nowhere",
            "FPATH": "",
        ]
        let none = try await line("completion", home)
        #expect(
            none
                == "note completion not installed for \(shell); 'make install' installs it, 'dip completion \(shell)' prints it"
        )
        let file =
            [
                "bash": "bash-completion/completions/dip", "zsh": "zsh/site-functions/_dip",
                "fish": "fish/vendor_completions.d/dip.fish",
            ][shell] ?? ""
        let path = ".local/share/\(file)"
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: "\(folder.path)/\(path)").deletingLastPathComponent(),
            withIntermediateDirectories: true)
        try folder.write(try await DipProgram.run("completion", shell, in: folder).out, to: path)
        let found = "ok completion \(shell), \(folder.path)/\(path)"
        #expect(
            try await line("completion", home) == found + (shell == "zsh" ? "; zsh must have its folder in fpath" : ""))
        #expect(
            try await line(
                "completion", home.merging(["FPATH": "\(folder.path)/.local/share/zsh/site-functions"]) { $1 }) == found
        )
        try folder.write("# of another version", to: path)
        #expect(try await line("completion", home).hasSuffix("is not of this version; 'make install' replaces it"))
    }

    @Test func whetherSlurmIsThereIsSaid() async throws {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        try writeProgram("echo slurm 22.05.8", to: "\(folder.path)/bin/sbatch")
        #expect(
            try await line("Slurm", ["PATH": "\(folder.path)/bin:\(path)"])
                == "ok Slurm slurm 22.05.8, \(folder.path)/bin/sbatch")
        try writeProgram("exit 1", to: "\(folder.path)/bin/sbatch")
        #expect(try await line("Slurm", ["PATH": "\(folder.path)/bin:\(path)"]).hasPrefix("note Slurm "))
    }
}
