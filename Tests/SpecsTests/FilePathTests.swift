import Foundation
import SpecFixtures
import Testing

@testable import Specs

@Suite struct FilePathTests {
    @Test(arguments: [
        ("p.png", "/a/b", "/a/b/p.png"), ("../p.png", "/a/b", "/a/p.png"), ("./c/./p.png", "/a/b/..", "/a/c/p.png"),
        ("/x//y/p.png", "/a", "/x/y/p.png"), ("../../../p.png", "/a", "/p.png"), (".", "/a/b/", "/a/b"),
        ("a..b/...", "/", "/a..b/..."), ("\u{301}.png", "/a", "/a/\u{301}.png"),
    ])
    func aPathHasOneSpelling(path: String, folder: String, expected: String) {
        #expect(Array(FilePath.absolute(path, from: folder).utf8) == Array(expected.utf8))
    }

    @Test func relativeFoldersAreThoseOfTheWorkingDirectory() {
        let working = FileManager.default.currentDirectoryPath
        for folder in [".", "", "./", "sub/..", "./sub/.././"] {
            #expect(FilePath.absolute("p.png", from: folder) == "\(working)/p.png")
        }
    }

    /// The parent of a link's folder is not the folder that the link lies in.
    @Test func behindALinkTheParentStays() throws {
        let folder = try SpecFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/far/deep", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path + "/far/deep")
        #expect(FilePath.absolute("../p.png", from: folder.path + "/link") == folder.path + "/link/../p.png")
        #expect(FilePath.absolute("../p.png", from: folder.path + "/far/deep") == folder.path + "/far/p.png")
    }

    @Test(arguments: ["./*.png", "sub/../*.png", ".//p?.png", "sub/..", "../*/p1.png"])
    func patternsAndFoldersGiveTheSamePaths(name: String) throws {
        let outer = try SpecFolder(), folder = outer.path + "/only"
        try FileManager.default.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: folder + "/p1.png"))
        let path = folder + "/spec.yaml"
        try Data("dataset: {files: ['\(name)']}\n".utf8).write(to: URL(fileURLWithPath: path))
        let runs = try Experiment(contentsOf: path, scale: nil, sets: NoSets()).runs
        #expect(runs.map(\.spec.source) == [.file(path: folder + "/p1.png")])
    }
}
