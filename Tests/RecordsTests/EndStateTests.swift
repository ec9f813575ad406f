import BinaryCoding
import Foundation
import Testing
@testable import Records

@Suite struct EndStateTests {
    private let folder: TemporaryFolder
    private let state: EndState
    private let owner = Checkpoint.Owner(key: "0123456789ab", numericsVersion: 3)
    private let checkpoint: Checkpoint

    init() throws {
        folder = try TemporaryFolder()
        state = EndState(of: folder.path)
        checkpoint = Checkpoint(
            header: .init(owner: owner, iteration: 200, curves: CurveMark(rows: 3, bytes: 40, check: 7)),
            state: Array("the state".utf8))
    }

    @Test func isReadBack() throws {
        #expect(try !state.exists && state.header(for: owner) == nil && state.read(for: owner) == nil)
        try state.write(PackedCheckpoint(checkpoint))
        #expect(state.exists)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["end.state"])
        #expect(try state.header(for: owner) == checkpoint.header && state.read(for: owner) == checkpoint)
        let stranger = Checkpoint.Owner(key: "ffffffffffff", numericsVersion: 3)
        #expect(throws: CheckpointProblem.self) { try state.header(for: stranger) }
    }

    /// A state of an earlier version, which is not packed.
    @Test func aStateThatIsNotPackedIsRead() throws {
        let frame = CheckpointFile.frame(of: checkpoint.state, header: checkpoint.header)
        try Data(frame.head + checkpoint.state + frame.tail).write(to: URL(fileURLWithPath: state.path))
        #expect(try state.header(for: owner) == checkpoint.header && state.read(for: owner) == checkpoint)
    }

    /// The checksum is right, and what it covers cannot be unpacked.
    @Test func aStateThatCannotBeUnpackedIsRefused() throws {
        let frame = CheckpointFile.frame(
            of: [1, 2, 3], header: checkpoint.header, version: CheckpointFile.packedVersion)
        try Data(frame.head + [1, 2, 3] + frame.tail).write(to: URL(fileURLWithPath: state.path))
        #expect(
            throws: CheckpointProblem(
                state.path,
                "is damaged: its state ends in the middle of a value: 8 more bytes are needed, but only 3 are left")
        ) { try state.read(for: owner) }
    }

    @Test func damageIsSeen() throws {
        try state.write(PackedCheckpoint(checkpoint))
        let bytes = [UInt8](try TextFile.data(state.path))
        for place in [0, 30, bytes.count - 12] {
            var damaged = bytes
            damaged[place] ^= 1
            try Data(damaged).write(to: URL(fileURLWithPath: state.path))
            #expect(throws: CheckpointProblem.self) { try state.read(for: owner) }
        }
        try Data(bytes.dropLast()).write(to: URL(fileURLWithPath: state.path))
        #expect(throws: CheckpointProblem.self) { try state.header(for: owner) }
    }
}
