import Foundation
import Imaging
import TestTools

/// A folder that is gone with the last reference to it.
final class TestFolder: Sendable {
    private let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    var path: String { temporary.path }

    /// The root of a repository with one experiment, Experiments/tiny.yaml.
    convenience init(experiment text: String) throws {
        try self.init()
        try FileManager.default.createDirectory(
            atPath: path + "/Experiments/datasets", withIntermediateDirectories: true)
        try write(text, to: "Experiments/tiny.yaml")
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: place(name))
    }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(bytes).write(to: place(name))
    }

    func write(_ image: Image, to name: String) throws {
        try PNGFile.write(image, to: place(name).path)
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: url(name), encoding: .utf8)
    }

    func data(_ name: String) throws -> Data {
        try Data(contentsOf: url(name))
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: url(name).path)
    }

    /// The names in a folder, sorted; none where it is not there.
    func names(in folder: String = ".") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url(folder).path)) ?? []).sorted()
    }

    func modified(_ name: String) throws -> Date? {
        try FileManager.default.attributesOfItem(atPath: url(name).path)[.modificationDate] as? Date
    }

    /// Where a file is to be written; its folder is made.
    private func place(_ name: String) throws -> URL {
        let url = url(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        return url
    }

    private func url(_ name: String) -> URL {
        URL(fileURLWithPath: path).appendingPathComponent(name)
    }
}
