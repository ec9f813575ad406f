import Foundation

/// The folder of real test images, which are not part of the package.
enum TestData {
    static let folder: String =
        ProcessInfo.processInfo.environment["DIP_DATA"]
        ?? URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/data").path

    static let available = FileManager.default.fileExists(atPath: folder + "/set9/image_Peppers512rgb.png")
}
