import Foundation
import Testing
@testable import Runs

@Suite struct InterruptionTests {
    @Test func aSignalSetsTheFlagOnceAndIsThenDeadly() async throws {
        Interruption.catchSignals()
        defer {
            for number in Interruption.signals { signal(number, SIG_DFL) }
        }
        #expect(!Interruption.isRequested)
        // To the process, not the thread: worker threads block signals.
        kill(getpid(), SIGTERM)
        for _ in 0..<6000 where !Interruption.isRequested { try await Task.sleep(for: .milliseconds(10)) }
        #expect(Interruption.isRequested)
        // The handler gives the signal back its own effect; the one of the other signal stays.
        #expect(unsafeBitCast(signal(SIGTERM, SIG_DFL), to: Int.self) == unsafeBitCast(SIG_DFL, to: Int.self))
        for other in [SIGINT, SIGUSR2] {
            #expect(unsafeBitCast(signal(other, SIG_DFL), to: Int.self) != unsafeBitCast(SIG_DFL, to: Int.self))
        }
        Interruption.catchSignals()
        #expect(!Interruption.isRequested)
    }
}
