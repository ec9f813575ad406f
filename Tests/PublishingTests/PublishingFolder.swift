import Foundation
@testable import Publishing

/// A folder with specs, which is gone with the last reference to it.
final class PublishingFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("dip-publishing-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    /// A sweep over two ceilings and two seeds with a figure or a table; no run of it was ever made.
    func request(_ more: String, overrides: [String] = []) throws -> PublishingRequest {
        let spec = try write(
            """
            name: tiny
            title: A tiny sweep
            dataset: synthetic
            images: [leaves]
            size: 64
            iterations: 3
            network: {width: 8, lipschitz: 1}
            sweep: {network.lipschitz: [1, 2]}
            seeds: [0, 1]

            """ + more, to: "tiny.yaml")
        return PublishingRequest(spec: spec, overrides: overrides, results: path + "/Results", plots: path + "/Plots")
    }

    /// What an error says, without the folder's path.
    func sentence(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return "\(error)".replacing(path + "/", with: "")
        }
    }
}
