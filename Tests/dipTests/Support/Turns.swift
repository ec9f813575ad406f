import Foundation
import Synchronization

/// How many programs the tests run at a time.
///
/// All tests of a suite begin at once. Without turns, hundreds of programs would share a few cores, each with its memory, and the tests
/// would hold so many pipes that Foundation crashes when it lists them to start a process.
final class Turns: Sendable {
    static let shared = Turns(count: 4 * ProcessInfo.processInfo.activeProcessorCount)

    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state: Mutex<State>

    init(count: Int) {
        state = Mutex(State(free: count))
    }

    /// Does the work when its turn has come, in the order of the calls.
    func take<Result>(_ work: () async throws -> Result) async rethrows -> Result {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free == 0 else {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
        defer {
            let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
                state.free += 1
                return nil
            }
            next?.resume()
        }
        return try await work()
    }
}
