import Synchronization
import Testing

@testable import Serving

@Suite struct ServerRestartsTests {
    private struct Ended: Error {}

    /// A minute lies between two ends.
    @Test func aServerThatEndsNowAndThenBeginsAgainUntilItIsStopped() async {
        let runs = Mutex(0)
        let start = ContinuousClock.now
        let result = await ServerRestarts(pause: .zero).keep(
            isOver: { runs.withLock { $0 } == 20 },
            now: { start.advanced(by: .seconds(61 * runs.withLock { $0 })) },
            run: { number in
                #expect(runs.withLock { $0 } == number)
                runs.withLock { $0 += 1 }
                throw Ended()
            })
        let isStopped = result == nil
        #expect(isStopped)
        #expect(runs.withLock { $0 } == 20)
    }

    @Test func aServerThatEndsAtOnceEachTimeIsGivenUp() async {
        let runs = Mutex(0), start = ContinuousClock.now
        let result = await ServerRestarts(most: 3, pause: .zero).keep(
            isOver: { false }, now: { start },
            run: { _ in
                runs.withLock { $0 += 1 }
                throw Ended()
            })
        #expect(throws: Ended.self) { try result?.get() }
        #expect(runs.withLock { $0 } == 4)
    }

    /// The pause is cut short, and no run follows.
    @Test func aServerThatIsStoppedBetweenTwoRunsStaysSo() async {
        let (ended, end) = AsyncStream.makeStream(of: Int.self)
        let task = Task {
            await ServerRestarts(pause: .seconds(3600)).keep(
                isOver: { false },
                run: { number in
                    end.yield(number)
                    throw Ended()
                })
        }
        for await number in ended {
            #expect(number == 0)
            break
        }
        task.cancel()
        let isStopped = await task.value == nil
        #expect(isStopped)
    }
}
