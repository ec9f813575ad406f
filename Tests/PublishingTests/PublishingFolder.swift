import Foundation
import TestTools
@testable import Publishing

/// A folder with specs, which is gone with the last reference to it.
final class PublishingFolder {
    private let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    var path: String { temporary.path }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try temporary.write(text, to: name)
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
