import Foundation
import Testing
@testable import Downloads

@Suite struct PartialFileTests {
    private let folder: DownloadFolder
    private let target: String

    init() throws {
        folder = try DownloadFolder()
        target = folder.path + "/a"
    }

    @Test func growsUnderAnotherName() throws {
        let part = try PartialFile(for: target)
        try part.append(Data([1, 2]))
        try part.append(Data([3]))
        #expect(folder.names == ["a.part"])
        #expect(!part.isInherited)
        #expect(try part.sum() == DownloadFolder.sum([1, 2, 3]))
        #expect(try part.finish() == nil)
        #expect(folder.names == ["a"])
        #expect(try folder.bytes("a") == [1, 2, 3])
    }

    @Test func isContinued() throws {
        try folder.write([1, 2, 3], to: "a.part")
        let part = try PartialFile(for: target)
        #expect(part.count == 3 && part.isInherited)
        try part.append(Data([4]))
        #expect(try part.sum() == DownloadFolder.sum([1, 2, 3, 4]))
        try part.restart()
        #expect(part.count == 0 && !part.isInherited)
        try part.append(Data([5]))
        #expect(try part.sum() == DownloadFolder.sum([5]))
    }

    @Test func belongsToOneAtATime() throws {
        let part = try PartialFile(for: target)
        let error = #expect(throws: DownloadError.self) { try PartialFile(for: target) }
        #expect(error?.description == "another process is fetching \(target)")
        #expect(try part.finish() == nil)
        #expect(try PartialFile(for: target).count == 0)
    }

    /// Only one of the system's answers means another process.
    @Test func fileSystemsWithoutLocksAreNoOtherProcess() {
        #expect(PartialFile.LockFailure(EWOULDBLOCK) == .isBusy)
        #expect(PartialFile.LockFailure(EINTR) == .isInterrupted)
        for code in [ENOSYS, ENOLCK, ENOTSUP, EOPNOTSUPP] { #expect(PartialFile.LockFailure(code) == .hasNone) }
        for code in [EBADF, EIO, EINVAL] { #expect(PartialFile.LockFailure(code) == .isFatal) }
    }

    @Test func keepsWhatIsInTheWay() throws {
        for (byte, aside) in [(1, "a.other"), (2, "a.other-2"), (3, "a.other-3")] as [(UInt8, String)] {
            try folder.write([byte], to: "a")
            let part = try PartialFile(for: target)
            try part.append(Data([9]))
            #expect(try part.finish() == "\(folder.path)/\(aside)")
            #expect(try folder.bytes(aside) == [byte])
            #expect(try folder.bytes("a") == [9])
        }
    }

    @Test func saysWhyItCannotBeWritten() {
        let error = #expect(throws: DownloadError.self) { try PartialFile(for: "/proc/none/a") }
        #expect(error?.description == "/proc/none/a.part: cannot be written: no such file or directory")
    }
}
