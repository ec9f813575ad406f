import Foundation
import TestTools
import Testing

/// Whether the folders of `PATH` have a program.
private func isInstalled(_ program: String) -> Bool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
}

/// `Scripts/install.sh` and what shells do with what it installs.
@Suite struct InstallTests {
    private let folder: TestFolder
    private static let script = repository.appendingPathComponent("Scripts/install.sh").path

    init() throws { folder = try TestFolder() }

    @Test func programCompletionAndManualPage() async throws {
        let output = try await DipProgram.shell("DIP=$0 PREFIX=$PWD/local sh '\(Self.script)'", in: folder)
        #expect(output.status == 0 && output.out.hasPrefix("\(folder.path)/local/bin/dip\n"), "\(output.error)")
        #expect(output.out.contains("export PATH="))
        let version = try await DipProgram.shell("local/bin/dip --version", in: folder)
        let own = try await DipProgram.shell("exec \"$0\" --version", in: folder)
        #expect(version.out.hasPrefix("dip ") && version.out == own.out, "the commit is known there, too")
        #expect(try folder.text("local/share/zsh/site-functions/_dip").hasPrefix("#compdef dip\n"))
        #expect(try folder.text("local/share/fish/vendor_completions.d/dip.fish").contains("complete -c 'dip'"))
        let page = try folder.text("local/share/man/man1/dip.1")
        #expect(page.hasPrefix(".TH DIP 1 ") && page.contains("dip table photo.yaml \\-\\-sort\\-by psnr_best"))
    }

    /// What bash offers for the last word of a line, sorted.
    private func offered(_ line: String) async throws -> [String] {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).flatMap { word -> [String] in
            guard let equals = word.firstIndex(of: "=") else { return [String(word)] }
            let value = String(word[word.index(after: equals)...])
            return [String(word[..<equals]), "="] + (value.isEmpty ? [] : [value])
        }
        let current = words.last == "=" ? "" : words.last ?? ""
        try folder.write(
            """
            source <("$0" completion bash)
            compopt() { :; }
            COMP_WORDS=("$0" \(words.dropFirst().map { "'\($0)'" }.joined(separator: " ")))
            COMP_CWORD=\(words.count - 1)
            COMP_LINE='\(line)'
            COMP_POINT=${#COMP_LINE}
            _dip_words dip '\(current)' '\(words.dropLast().last ?? "")'
            printf '%s\\n' "${COMPREPLY[@]}" | sort

            """, to: "complete.sh")
        let output = try await DipProgram.shell("bash -c 'source complete.sh' $0", in: folder)
        #expect(output.error == "")
        return output.out.split(separator: "\n").map(String.init)
    }

    @Test func bashCompletesFilesKeysAndSettings() async throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/my", withIntermediateDirectories: true)
        try folder.write(TinySpec.settings, to: "my/photo.yaml")
        try folder.write("", to: "my/photo.txt")
        #expect(try await offered("dip ru") == ["run"])
        #expect(try await offered("dip run m") == ["my/"])
        #expect(try await offered("dip run my/ph") == ["my/photo.yaml"])
        #expect(
            try await Set(offered("dip run my/photo.yaml network.li")) == ["network.lipschitz=", "network.lipschitz."])
        #expect(try await offered("dip run my/photo.yaml netw") == ["network."])
        #expect(try await offered("dip run my/photo.yaml network.upsampler=bic") == ["bicubic"])
        #expect(try await offered("dip measure my/photo.t") == ["my/photo.txt"])
        #expect(try await offered("dip table my/photo.yaml --format la") == ["latex"])
        // Where the parser has nothing to offer, bash completes file names by itself.
        #expect(
            try await DipProgram.run("completion", "bash", in: folder).out.contains(
                "complete -o bashdefault -o default"))

        #expect(try await DipProgram.run("run", "my/photo.yaml", in: folder).status == 0)
        let run = try #require(folder.runs().first?.split(separator: "/").suffix(2).joined(separator: "/"))
        #expect(try await offered("dip logs pho") == [run])
        #expect(try await offered("dip run my/photo.yaml --only ") == [String(run.suffix(12))])
    }

    private static let pressTab = repository.appendingPathComponent("Tests/Completion/press_tab.py").path

    @Test(.enabled(if: isInstalled("bash"), "bash is not installed"))
    func bashCompletesInATerminal() async throws { try await completesInATerminal("bash") }

    @Test(.enabled(if: isInstalled("zsh"), "zsh is not installed"))
    func zshCompletesInATerminal() async throws { try await completesInATerminal("zsh") }

    @Test(.enabled(if: isInstalled("fish"), "fish is not installed"))
    func fishCompletesInATerminal() async throws { try await completesInATerminal("fish") }

    /// What a shell makes of a line when Tab is pressed in a terminal.
    private func completesInATerminal(_ shell: String) async throws {
        _ = try await DipProgram.shell("DIP=$0 PREFIX=$PWD/local sh '\(Self.script)'", in: folder)
        for name in ["my", "with space", "Results/runs/photo/leaves-seed0-0123456789ab"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        for name in ["my/photo.yaml", "my/image.png", "with space/a b.yaml"] { try folder.write("", to: name) }
        let cases = [
            ("dip ru", "dip run "), ("dip run m", "dip run my/"), ("dip run my/ph", "dip run my/photo.yaml "),
            ("dip run my/photo.yaml netw", "dip run my/photo.yaml network."),
            ("dip run my/photo.yaml network.dep", "dip run my/photo.yaml network.depth="),
            ("dip run my/photo.yaml network.upsampler=bic", "dip run my/photo.yaml network.upsampler=bicubic "),
            ("dip run my/photo.yaml --sca", "dip run my/photo.yaml --scale "),
            ("dip run my/photo.yaml --only ", "dip run my/photo.yaml --only 0123456789ab "),
            ("dip logs pho", "dip logs photo/leaves-seed0-0123456789ab "),
            ("dip restore my/im", "dip restore my/image.png "),
            ("dip table my/photo.yaml --format la", "dip table my/photo.yaml --format latex "),
            ("dip run with\\ space/", "dip run with\\ space/a\\ b.yaml "),
            // A quote that is not closed yet.
            ("dip run \"my/ph", "dip run \"my/photo.yaml\" "),
            ("dip run \"with space/a", "dip run \"with space/a b.yaml\" "),
            ("dip run with\\ space/a\\ b.yaml netw", "dip run with\\ space/a\\ b.yaml network."),
            ("dip run \"with space/a b.yaml\" netw", "dip run \"with space/a b.yaml\" network."),
            ("dip restore \"with space/a", "dip restore \"with space/a b.yaml\" "),
        ]
        let lines = cases.map { "'\($0.0)'" }.joined(separator: " ")
        let output = try await DipProgram.shell(
            "python3 '\(Self.pressTab)' \(shell) . \"$PWD/local\" \(lines)", in: folder)
        #expect(output.status == 0, "\(output.error)")
        let completed: [String] = output.out.split(separator: "\n").map { String($0) }
        #expect(completed == cases.map(\.1))
    }
}
