import Foundation
import Testing
@testable import Records

@Suite struct RunLockTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func take(staleAfter: Double = RunLock.staleAfter) throws -> RunLock? {
        switch try RunLock.attempt(in: folder.path, staleAfter: staleAfter) {
        case .taken(let lock): lock
        case .held: nil
        }
    }

    /// Leaves the lock of a process of another machine that gave its last sign of life some seconds ago.
    private func leave(host: String = "elsewhere", pid: Int32 = 1, secondsAgo: Double, name: String = "claim") throws {
        let now = ProcessIdentity.current
        let holder = LockHolder(
            process: ProcessIdentity(host: host, machine: now.machine, pid: pid, start: "1"),
            since: RunRecord.timestamp(), token: UUID().uuidString)
        let path = try folder.file(name, String(decoding: JSONEncoder().encode(holder), as: UTF8.self))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -secondsAgo)], ofItemAtPath: path)
    }

    @Test func oneHoldsItUntilItIsReleased() throws {
        let lock = try #require(try take())
        #expect(lock.isHeld)
        try lock.check()
        guard case .held(let holder) = try RunLock.attempt(in: folder.path) else { Issue.record("taken twice"); return }
        #expect(holder?.process == .current)
        #expect(holder?.words == "process \(getpid()) on \(ProcessIdentity.current.host)")
        #expect(try #require(RunLock.holder(of: folder.path)).age < 5)
        lock.release()
        #expect(!lock.isHeld)
        #expect(try folder.names.isEmpty && RunLock.holder(of: folder.path) == nil)
        #expect(try take() != nil)
        // The last reference is gone.
        #expect(try folder.names.isEmpty)
    }

    @Test func onlyAnAbandonedLockIsRemoved() throws {
        RunLock.removeAbandoned(in: folder.path)
        try leave(secondsAgo: 10)
        RunLock.removeAbandoned(in: folder.path)
        #expect(try folder.names == ["claim"])
        try leave(secondsAgo: -3600)
        RunLock.removeAbandoned(in: folder.path)
        #expect(try folder.names == ["claim"])
        try leave(secondsAgo: 100)
        RunLock.removeAbandoned(in: folder.path)
        #expect(try folder.names.isEmpty)
        let lock = try #require(try take())
        RunLock.removeAbandoned(in: folder.path)
        #expect(lock.isHeld)
    }

    @Test func aDeadProcessOfThisMachineIsFollowedAtOnce() throws {
        try leave(host: ProcessIdentity.current.host, pid: getpid(), secondsAgo: 0)
        #expect(RunLock.holder(of: folder.path) == nil)
        let lock = try #require(try take())
        #expect(try folder.names == ["claim"] && lock.isHeld)
    }

    @Test func anotherMachineHasAMinute() throws {
        try leave(secondsAgo: 50)
        #expect(try take() == nil)
        let found = try #require(RunLock.holder(of: folder.path))
        #expect(found.holder?.process.host == "elsewhere" && abs(found.age - 50) < 5)
        try leave(secondsAgo: 70)
        #expect(RunLock.holder(of: folder.path) == nil)
        #expect(try take() != nil)
    }

    @Test func anUnfinishedLockCountsUntilItIsStale() throws {
        let path = try folder.file("claim", "{\"proc")
        guard case .held(nil) = try RunLock.attempt(in: folder.path) else {
            Issue.record("taken from one who is writing it"); return
        }
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -70)], ofItemAtPath: path)
        #expect(try take() != nil)
    }

    @Test func whoLostItLearnsSoAndLeavesTheOtherAlone() throws {
        let slept = try #require(try take())
        try FileManager.default.removeItem(atPath: folder.path + "/claim")
        #expect(!slept.isHeld)
        let other = try #require(try take())
        #expect(!slept.isHeld && other.isHeld)
        let error = try #require(throws: RecordError.self) { try slept.check() }
        #expect(error.description.hasPrefix("\(folder.path)/claim: another process took over the folder"))
        slept.release()
        #expect(other.isHeld)
    }

    @Test func whoWasKilledWhileChangingALockDoesNotBlockItForEver() throws {
        try leave(secondsAgo: 70)
        try leave(secondsAgo: 1, name: "claim.change")
        #expect(try take() == nil)
        try leave(secondsAgo: 70, name: "claim.change")
        #expect(try take() != nil)
    }

    /// A clock was put back: the time of the last sign of life tells nothing, so the lock is watched for new ones.
    @Test func aLockFromTheFutureIsTakenOverWhenItIsSilent() throws {
        try leave(secondsAgo: -3600)
        guard case .taken(let lock) = try RunLock.attempt(in: folder.path, patience: 0.3) else {
            Issue.record("a dead machine's lock holds for an hour"); return
        }
        #expect(lock.isHeld)
        lock.release()
        // The other machine lives.
        try leave(secondsAgo: -3600)
        let path = folder.path + "/claim", isOver = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            for second in 0..<8 {
                usleep(100_000)
                try? FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: 3600 + Double(second))], ofItemAtPath: path)
            }
            isOver.signal()
        }
        guard case .held(let holder) = try RunLock.attempt(in: folder.path, patience: 5) else {
            Issue.record("taken from a process that gives signs of life"); return
        }
        #expect(holder?.process.host == "elsewhere")
        isOver.wait()
    }

    @Test func aFolderThatIsNotThereIsOneSentence() {
        #expect(throws: RecordError("/nowhere/claim: cannot be written: no such file or directory")) {
            try RunLock.attempt(in: "/nowhere")
        }
    }

    /// What the contenders of a round came to.
    private final class Round: @unchecked Sendable {
        private let lock = NSLock()
        private(set) var locks: [RunLock] = []
        private(set) var failures = 0

        func contend(in path: String) {
            let attempt = Result { try RunLock.attempt(in: path) }
            lock.lock()
            defer { lock.unlock() }
            switch attempt {
            case .success(.taken(let taken)): locks.append(taken)
            case .success(.held): break
            case .failure: failures += 1
            }
        }
    }

    /// Each contender of a round finds the same stale lock, or none.
    @Test(arguments: [true, false])
    func ofManyContendersOneGetsIt(stale: Bool) throws {
        let path = folder.path
        for number in 0..<30 {
            if stale { try leave(secondsAgo: 70) }
            let round = Round()
            DispatchQueue.concurrentPerform(iterations: 16) { _ in round.contend(in: path) }
            #expect(round.failures == 0)
            #expect(round.locks.count == 1, "round \(number)")
            for lock in round.locks {
                #expect(lock.isHeld)
                lock.release()
            }
            #expect(try folder.names.isEmpty)
        }
    }
}
