/// How often a server that ended by itself begins again: a single failure to accept a connection, for example for want of a file
/// descriptor, ends that of FlyingFox.
struct ServerRestarts {
    /// So often within `period`; who ends more often would end for ever. Each run of FlyingFox also leaves a descriptor open.
    var most = 5
    var period = Duration.seconds(60)
    /// Before it begins again, so that closed connections are gone.
    var pause = Duration.milliseconds(500)

    /// Runs a server until it is stopped; returns nil then, and how it ended last when it has ended too often.
    /// - Parameters:
    ///   - isOver: whether it was stopped; it also ends when its task is cancelled.
    ///   - run: a run from begin to end, by its number from 0 on.
    func keep(
        isOver: @Sendable () -> Bool, now: @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now },
        run: @Sendable (Int) async throws -> Void
    ) async -> Result<Void, any Error>? {
        var ends: [ContinuousClock.Instant] = []
        var number = 0
        while true {
            let result: Result<Void, any Error>
            do {
                try await run(number)
                result = .success(())
            } catch {
                result = .failure(error)
            }
            if isOver() || Task.isCancelled { return nil }
            let time = now()
            ends = ends.filter { $0.duration(to: time) < period } + [time]
            if ends.count > most { return result }
            try? await Task.sleep(for: pause)
            if isOver() || Task.isCancelled { return nil }
            number += 1
        }
    }
}
