import Foundation

/// The folder of real test images: DIP_DATA, or `../shared/data` beside the package.
package enum TestData {
    package static var folder: String {
        if let folder = ProcessInfo.processInfo.environment["DIP_DATA"] { return folder }
        var package = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { package.deleteLastPathComponent() }
        return package.deletingLastPathComponent().appendingPathComponent("shared/data").path
    }

    package static var available: Bool {
        FileManager.default.fileExists(atPath: folder + "/set9")
    }

    package static func path(_ relative: String) -> String {
        folder + "/" + relative
    }
}
