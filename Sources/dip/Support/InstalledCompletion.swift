import Foundation
import Records

/// The script with which the user's shell completes this program's arguments, where it is installed.
struct InstalledCompletion {
    private let environment: [String: String]

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.environment = environment
    }

    var finding: Finding {
        let shells = shell.map { [$0] } ?? CompletionCommand.Shell.allCases
        let installed = shells.compactMap { shell in path(for: shell).map { (shell: shell, path: $0) } }
        guard let found = installed.first else {
            let name = shell?.rawValue
            return .note(
                "completion", "not installed\(name.map { " for \($0)" } ?? "")",
                advice: "'make install' installs it, 'dip completion \(name ?? "bash")' prints it")
        }
        guard (try? TextFile.read(found.path)) == CompletionCommand.script(found.shell) else {
            return .note(
                "completion", "\(found.shell.rawValue), \(found.path) is not of this version",
                advice: "'make install' replaces it")
        }
        // What zsh searches is not known to the programs that it starts.
        let isSearched = found.shell != .zsh || zshFolders.contains { found.path == "\($0)/_dip" }
        return .ok(
            "completion",
            "\(found.shell.rawValue), \(found.path)" + (isSearched ? "" : "; zsh must have its folder in fpath"))
    }

    /// The user's shell; nil where it is none of those that a script is made for.
    private var shell: CompletionCommand.Shell? {
        (environment["SHELL"]?.split(separator: "/").last).flatMap { CompletionCommand.Shell(rawValue: String($0)) }
    }

    /// The first script that is there, in the order in which the shell looks.
    private func path(for shell: CompletionCommand.Shell) -> String? {
        let candidates: [String] =
            switch shell {
            case .bash:
                (environment["BASH_COMPLETION_USER_DIR"].map { ["\($0)/completions/dip"] } ?? [])
                    + shares.map { "\($0)/bash-completion/completions/dip" } + ["/etc/bash_completion.d/dip"]
            case .zsh: (zshFolders + shares.map { "\($0)/zsh/site-functions" }).map { "\($0)/_dip" }
            case .fish:
                ["\(home("XDG_CONFIG_HOME", ".config"))/fish/completions/dip.fish"]
                    + shares.map { "\($0)/fish/vendor_completions.d/dip.fish" }
            }
        return candidates.first(where: FileManager.default.fileExists)
    }

    /// The folders of data, the user's first; then the one beside the program's.
    private var shares: [String] {
        let system = environment["XDG_DATA_DIRS"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/local/share:/usr/share"
        let program = URL(fileURLWithPath: Bundle.main.bundlePath).deletingLastPathComponent().path
        return [home("XDG_DATA_HOME", ".local/share")] + system.split(separator: ":").map(String.init)
            + ["\(program)/share"]
    }

    private var zshFolders: [String] {
        (environment["FPATH"] ?? "").split(separator: ":").map(String.init)
            + [
                "/usr/local/share/zsh/site-functions", "/usr/share/zsh/site-functions",
                "/usr/share/zsh/vendor-completions",
            ]
    }

    private func home(_ variable: String, _ standard: String) -> String {
        if let given = environment[variable], !given.isEmpty { return given }
        return "\(environment["HOME"] ?? NSHomeDirectory())/\(standard)"
    }
}
