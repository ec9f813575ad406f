import Foundation
import TestTools
import Testing

@testable import Photographs

@Suite struct PhotoLockTests {
    private let folder: TemporaryFolder
    private var picture: String { folder.path + "/out.png" }
    private var checkpoints: String { folder.path + "/out.checkpoint" }

    init() throws { folder = try TemporaryFolder() }

    @Test func onlyOneHasItAndNothingIsLeft() throws {
        let lock = try #require(try PhotoLock.take(for: picture))
        let refusal = #expect(throws: PhotoError.self) { try PhotoLock.take(for: picture) }
        #expect(refusal?.description.hasPrefix("\(picture): another dip restore is making this picture") == true)
        lock.release()
        #expect(!FileManager.default.fileExists(atPath: checkpoints))
        let next = try #require(try PhotoLock.take(for: picture))
        // A second time nothing is released that belongs to others.
        lock.release()
        #expect(FileManager.default.fileExists(atPath: checkpoints + "/lock"))
        next.release()
    }

    /// As a killed process leaves it, with its checkpoints, which are kept.
    @Test func aFileThatWasLeftLocksNothing() throws {
        try FileManager.default.createDirectory(
            atPath: checkpoints + "/fit-1", withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: checkpoints + "/lock"))
        let lock = try #require(try PhotoLock.take(for: picture))
        lock.release()
        #expect(try FileManager.default.contentsOfDirectory(atPath: checkpoints) == ["fit-1"])
    }

    /// The folder stays where it was there before, and goes where it was made for the lock.
    @Test(arguments: [false, true]) func aRecordIsLockedToo(isThere: Bool) throws {
        let record = folder.path + "/record"
        if isThere { try FileManager.default.createDirectory(atPath: record, withIntermediateDirectories: true) }
        let lock = try #require(try PhotoLock.take(forRecord: record))
        let refusal = #expect(throws: PhotoError.self) { try PhotoLock.take(forRecord: record) }
        #expect(refusal?.description == "\(record): another dip restore is writing this record")
        lock.release()
        #expect(FileManager.default.fileExists(atPath: record) == isThere)
        #expect(!FileManager.default.fileExists(atPath: record + "/lock"))
    }

    @Test func whereNoneCanBeMadeOneGoesOn() throws {
        try Data().write(to: URL(fileURLWithPath: checkpoints))
        let isTaken = try PhotoLock.take(for: picture) != nil
        #expect(!isTaken)
    }
}
