import BinaryCoding
import Foundation
import Testing
@testable import Records

@Suite struct CheckpointFolderTests {
    private let folder: TemporaryFolder
    private let checkpoints: CheckpointFolder
    private let owner = Checkpoint.Owner(key: "0123456789ab", numericsVersion: 3)

    init() throws {
        folder = try TemporaryFolder()
        checkpoints = CheckpointFolder(run: folder.path)
    }

    private func checkpoint(_ iteration: Int, state: [UInt8] = Array("the state".utf8)) -> Checkpoint {
        Checkpoint(
            header: .init(
                owner: owner, iteration: iteration, curves: CurveMark(rows: iteration, bytes: 10 * iteration, check: 77)
            ),
            state: state)
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: checkpoints.path).sorted() }
    }

    /// The iteration of the checkpoint that is used, and why others were not.
    private func newest(for owner: Checkpoint.Owner? = nil) throws -> (iteration: Int?, problems: [String]) {
        var problems: [String] = []
        let used = try checkpoints.newest(for: owner ?? self.owner, setAside: { problems.append("\($0)") }, use: { $0 })
        return (used?.header.iteration, problems.map { $0.replacing(checkpoints.path + "/", with: "") })
    }

    private func bytes(_ name: String) throws -> [UInt8] { [UInt8](try TextFile.data("\(checkpoints.path)/\(name)")) }
    private func put(_ bytes: [UInt8], _ name: String = "latest.state") throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(checkpoints.path)/\(name)"))
    }

    @Test(arguments: [0, 1, 1000, 200_000])
    func whatIsWrittenIsRead(count: Int) throws {
        let written = checkpoint(4, state: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try checkpoints.write(written)
        #expect(checkpoints.header(for: owner) == written.header)
        #expect(try checkpoints.newest(for: owner, setAside: { _ in }, use: { $0 }) == written)
        #expect(try names == ["latest.state"])
    }

    @Test func theOneBeforeIsKept() throws {
        #expect(try newest().iteration == nil)
        for iteration in 1...4 { try checkpoints.write(checkpoint(iteration)) }
        #expect(try names == ["latest.state", "previous.state"])
        #expect(try newest().iteration == 4)
        try FileManager.default.removeItem(atPath: checkpoints.path + "/latest.state")
        #expect(try newest().iteration == 3)
        #expect(checkpoints.header(for: owner)?.iteration == 3)
        checkpoints.remove()
        #expect(try folder.names.isEmpty)
        checkpoints.remove()
        #expect(try folder.names.isEmpty)
    }

    /// What a kill leaves at each moment of writing.
    @Test func aKillWhileWritingLosesNothing() throws {
        try checkpoints.write(checkpoint(1))
        let first = try bytes("latest.state")
        try checkpoints.write(checkpoint(2))
        let second = try bytes("latest.state")
        // A temporary that is half written.
        try put(Array(second[..<20]), ".latest.state.1.2.tmp")
        #expect(try newest() == (2, []))
        // The last one has become the one before, and the new one has no name yet.
        try put(second, "previous.state")
        try FileManager.default.removeItem(atPath: checkpoints.path + "/latest.state")
        #expect(try newest() == (2, []))
        try checkpoints.write(checkpoint(3))
        #expect(try bytes("previous.state") == second && first != second)
        #expect(try newest() == (3, []))
    }

    @Test func everyTruncationIsDetectedAndSetAside() throws {
        try checkpoints.write(checkpoint(1))
        let previous = try bytes("latest.state")
        try checkpoints.write(checkpoint(2))
        let whole = try bytes("latest.state")
        for count in 0..<whole.count {
            try put(Array(whole[..<count]))
            try put(previous, "previous.state")
            #expect(checkpoints.header(for: owner)?.iteration == 1)
            let (iteration, problems) = try newest()
            #expect(
                iteration == 1 && problems.count == 1 && problems[0].hasPrefix("latest.state: is cut off"),
                "\(count): \(problems)")
            #expect(try names == ["latest.state.corrupt", "previous.state"])
            #expect(try bytes("latest.state.corrupt") == Array(whole[..<count]))
        }
    }

    @Test func everyDamagedByteIsDetected() throws {
        try checkpoints.write(checkpoint(2))
        let whole = try bytes("latest.state")
        for place in whole.indices {
            var damaged = whole
            damaged[place] ^= 0x10
            try put(damaged)
            #expect(try newest().iteration == nil, "byte \(place)")
            #expect(try newest().problems.isEmpty)
        }
        try put(whole + [0])
        #expect(try newest() == (nil, ["latest.state: is damaged: it has 1 bytes too many"]))
    }

    @Test func bothDamagedMeansThatThereIsNone() throws {
        try checkpoints.write(checkpoint(1))
        try checkpoints.write(checkpoint(2))
        try put([], "latest.state")
        try put(Array("no checkpoint at all".utf8), "previous.state")
        #expect(try newest() == (nil, ["latest.state: is cut off", "previous.state: is not a checkpoint"]))
        #expect(try names == ["latest.state.corrupt", "previous.state.corrupt"])
        try checkpoints.write(checkpoint(3))
        #expect(try newest() == (3, []))
    }

    @Test func anotherRunsIsNotUsed() throws {
        try checkpoints.write(checkpoint(2))
        var other = owner
        other.key = "ba9876543210"
        #expect(checkpoints.header(for: other) == nil)
        #expect(try newest(for: other) == (nil, ["latest.state: belongs to the run with key 0123456789ab"]))
        try checkpoints.write(checkpoint(2))
        other = owner
        other.numericsVersion = 4
        #expect(checkpoints.header(for: other) == nil)
        #expect(
            try newest(for: other) == (nil, ["latest.state: was written with numerics version 3; this program has 4"]))
    }

    @Test func anotherFormatIsNotUsed() throws {
        try checkpoints.write(checkpoint(2))
        var bytes = try bytes("latest.state")
        let (plain, packed) = (CheckpointFile.version, CheckpointFile.packedVersion)
        bytes[8] = UInt8(packed + 1)
        try put(bytes)
        #expect(
            try newest() == (
                nil,
                ["latest.state: has version \(packed + 1) of the format; this program reads \(plain) and \(packed)"]
            ))
    }

    @Test func aRefusedOneGivesWayToTheOneBefore() throws {
        try checkpoints.write(checkpoint(1))
        try checkpoints.write(checkpoint(2))
        var problems: [String] = []
        let used = try checkpoints.newest(for: owner, setAside: { problems.append("\($0)") }) { checkpoint in
            if checkpoint.header.iteration == 2 { throw BinaryError.surplus(3) }
            return checkpoint.header.iteration
        }
        #expect(used == 1)
        #expect(problems == ["\(checkpoints.path)/latest.state: does not fit this run: it has 3 bytes too many"])
        // Other errors are about something else than the checkpoint.
        #expect(throws: RecordError("full")) {
            try checkpoints.newest(for: owner, setAside: { _ in }) { _ in throw RecordError("full") }
        }
        #expect(try names == ["latest.state.corrupt", "previous.state"])
    }

    @Test func aFileInTheWayIsSetAside() throws {
        try folder.file("checkpoint", "a file")
        try checkpoints.write(checkpoint(1))
        #expect(try folder.names == ["checkpoint", "checkpoint.corrupt"])
        #expect(try folder.text("checkpoint.corrupt") == "a file")
    }
}
