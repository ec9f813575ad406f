import Testing
@testable import Networks

/// Guards tell of every write into them. The address sanitizer would stop at the write itself.
@Suite(.enabled(if: !CPUSession.guardsByDefault, "the address sanitizer ends a program that writes into a guard"))
struct ArenaTests {
    @Test(arguments: [0, 7, 31])
    func aWriteBeyondABufferIsSeen(place: Int) throws {
        let plan = ArenaLayout(Array(repeating: .init(count: 32, first: 0, last: 0), count: 3), guarded: true)
        let arena = try Arena(count: plan.total, guards: plan.guards)
        for offset in plan.offsets { arena[offset].update(repeating: 1, count: 32) }
        #expect(arena.damagedGuards.isEmpty)
        arena[plan.offsets[1] + 32 + place].pointee = 0
        #expect(arena.damagedGuards == [1])
    }

    /// What is read there shows in whatever is computed from it.
    @Test func aGuardIsNoNumber() throws {
        let arena = try Arena(count: 64, guards: [16..<48])
        #expect((16..<48).allSatisfy { arena[$0].pointee.isNaN })
        #expect((0..<16).allSatisfy { arena[$0].pointee == 0 } && (48..<64).allSatisfy { arena[$0].pointee == 0 })
    }
}

#if compiler(>=6.2)
/// With the address sanitizer no write into a guard gets further than its instruction.
@Suite(.enabled(if: CPUSession.guardsByDefault, "needs the address sanitizer: make sanitize"))
struct PoisonedArenaTests {
    /// Into an arena with one buffer of 17 numbers.
    private static func write(at place: Int) throws {
        let plan = ArenaLayout([.init(count: 17, first: 0, last: 0)], guarded: true)
        let arena = try Arena(count: plan.total, guards: plan.guards)
        arena[place].pointee = 1
        print(arena.damagedGuards)
    }

    @Test func aWriteBeyondABufferEndsTheProgram() async {
        await #expect(processExitsWith: .failure) {
            try PoisonedArenaTests.write(at: 17)
        }
    }

    /// The same program within its bounds.
    @Test func aWriteIntoABufferDoesNot() async {
        await #expect(processExitsWith: .success) {
            try PoisonedArenaTests.write(at: 16)
        }
    }
}
#endif
