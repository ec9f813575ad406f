import Foundation

/// Headless Chromium, where one is installed.
enum Browser {
    static let path: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let candidates = ["chromium", "chromium-browser", "google-chrome"].flatMap { name in
            folders.map { "\($0)/\(name)" }
        }
        return candidates.first(where: FileManager.default.isExecutableFile(atPath:))
    }()

    static var isInstalled: Bool { path != nil }

    /// The document that a page has become once its scripts have run.
    static func document(_ page: String, in folder: TestFolder) async throws -> String {
        let flags =
            "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --user-data-dir='\(folder.path)/browser' "
            + "--allow-file-access-from-files --window-size=1200,900 --virtual-time-budget=3000"
        let output = try await DipProgram.shell(
            "'\(path ?? "")' \(flags) --dump-dom 'file://\(folder.path)/\(page)' 2> browser.log", in: folder)
        return output.out
    }
}
