import BinaryCoding
import Foundation
import Testing
@testable import Records

/// What is no regular file under the name of one.
@Suite struct ObstacleTests {
    enum Kind: String, CaseIterable {
        case folder, fullFolder, pipe, link, danglingLink
    }

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Puts something in the way; a link leads to a file that nobody may change.
    private func put(_ kind: Kind, at name: String) throws -> String {
        let path = folder.path + "/" + name, manager = FileManager.default
        switch kind {
        case .folder: try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        case .fullFolder:
            try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
            #expect(manager.createFile(atPath: path + "/inside", contents: Data("kept".utf8)))
        case .pipe: #expect(mkfifo(path, 0o600) == 0)
        case .link:
            let outside = try folder.file("outside", "outside\n")
            try manager.createSymbolicLink(atPath: path, withDestinationPath: outside)
        case .danglingLink: try manager.createSymbolicLink(atPath: path, withDestinationPath: folder.path + "/nowhere")
        }
        return path
    }

    private func isUntouched(_ kind: Kind) throws -> Bool {
        try kind != .link || folder.text("outside") == "outside\n"
    }

    @Test(arguments: Kind.allCases)
    func curvesAreWrittenBesideIt(kind: Kind) throws {
        let path = try put(kind, at: "curves.csv")
        let writer = try CurveWriter(path: path, columns: ["a"])
        try writer.append([1])
        try writer.close()
        #expect(try folder.text("curves.csv") == "a\n1\n")
        #expect(try isUntouched(kind) && !folder.names.contains("nowhere"))
        #expect(Obstacle.kind(path) == nil && Obstacle.kind(path + ".corrupt") != nil)
    }

    @Test(arguments: Kind.allCases, [true, false])
    func logsAreWrittenBesideIt(kind: Kind, anew: Bool) throws {
        let path = try put(kind, at: "log.txt")
        try LogFile(path: path, anew: anew).append("line")
        #expect(try folder.text("log.txt").hasSuffix(" line\n"))
        #expect(try isUntouched(kind) && !folder.names.contains("nowhere") && Obstacle.kind(path) == nil)
    }

    @Test(arguments: Kind.allCases)
    func curvesDoNotGoOnThere(kind: Kind) throws {
        let path = try put(kind, at: "curves.csv")
        #expect(try CurveWriter(path: path, columns: ["a"], continuing: CurveMark(rows: 0, bytes: 0, check: 0)) == nil)
        #expect(try isUntouched(kind) && CurveTail(contentsOf: folder.path + "/none") == nil)
    }

    @Test(arguments: [Kind.folder, .fullFolder, .pipe], ["run.json", "stops.csv"])
    func readingIsOneSentence(kind: Kind, name: String) throws {
        let path = try put(kind, at: name)
        let what = kind == .pipe ? "a pipe or socket" : "a folder"
        #expect(throws: RecordError("\(path): cannot be read: it is \(what), not a file")) { try TextFile.data(path) }
        #expect(CurveTail(contentsOf: path) == nil)
    }

    @Test(arguments: Kind.allCases)
    func recordsTakeItsPlace(kind: Kind) throws {
        let path = try put(kind, at: "stops.csv")
        try StopTable.write([], to: path)
        #expect(Obstacle.kind(path) == nil)
        #expect(try isUntouched(kind))
        if kind == .fullFolder { #expect(try folder.text("stops.csv.corrupt/inside") == "kept") }
    }

    /// What is not of the records is not moved away.
    @Test func aFolderOfTheUserIsAnError() throws {
        let path = try put(.fullFolder, at: "curves.gp")
        #expect(throws: RecordError("\(path): cannot be written: is a directory")) {
            try AtomicFile.write("", to: path)
        }
        #expect(try folder.names == ["curves.gp"])
    }

    private static let owner = Checkpoint.Owner(key: "0123456789ab", numericsVersion: 1)

    @Test(arguments: Kind.allCases, ["latest.state", "previous.state", ""])
    func checkpointsAreWrittenAndReadAllTheSame(kind: Kind, name: String) throws {
        let checkpoints = CheckpointFolder(run: folder.path)
        if name.isEmpty {
            guard kind != .folder, kind != .fullFolder else { return }
            _ = try put(kind, at: "checkpoint")
        } else {
            try Folder.create(checkpoints.path)
            _ = try put(kind, at: "checkpoint/\(name)")
        }
        var problems: [String] = []
        let none = try checkpoints.newest(for: Self.owner) {
            problems.append($0.description)
        } use: {
            $0
        }
        #expect(none == nil)
        #expect(name.isEmpty || problems.count == 1 && problems[0].contains(", not a checkpoint"))
        for iteration in [1, 2, 3] {
            let mark = CurveMark(rows: 0, bytes: 0, check: 0)
            let header = Checkpoint.Header(owner: Self.owner, iteration: iteration, curves: mark)
            try checkpoints.write(Checkpoint(header: header, state: [1, 2, 3]))
        }
        #expect(checkpoints.header(for: Self.owner)?.iteration == 3)
        #expect(try isUntouched(kind))
    }

    @Test(arguments: Kind.allCases, ["claim", "claim.change"])
    func locksAreTaken(kind: Kind, name: String) throws {
        let path = try put(kind, at: name)
        #expect(RunLock.holder(of: folder.path) == nil)
        guard case .taken(let lock) = try RunLock.attempt(in: folder.path) else {
            Issue.record("\(kind) in the place of \(name) blocks it"); return
        }
        lock.release()
        #expect(Obstacle.kind(path) == nil && !FileManager.default.fileExists(atPath: folder.path + "/claim"))
        #expect(try isUntouched(kind))
    }
}
