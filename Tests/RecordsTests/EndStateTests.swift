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
        try state.write(checkpoint)
        #expect(state.exists)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["end.state"])
        #expect(try state.header(for: owner) == checkpoint.header && state.read(for: owner) == checkpoint)
        let stranger = Checkpoint.Owner(key: "ffffffffffff", numericsVersion: 3)
        #expect(throws: CheckpointProblem.self) { try state.header(for: stranger) }
    }

    @Test func damageIsSeen() throws {
        try state.write(checkpoint)
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
