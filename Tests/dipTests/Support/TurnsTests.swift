import Testing

@Suite struct TurnsTests {
    private actor Count {
        private var now = 0
        private(set) var most = 0

        func begin() {
            now += 1
            most = max(most, now)
        }

        func end() { now -= 1 }
    }

    @Test func noMoreWorkAtATimeThanThereAreTurns() async {
        let turns = Turns(count: 3), count = Count()
        await withTaskGroup { group in
            for _ in 0..<50 {
                group.addTask {
                    await turns.take {
                        await count.begin()
                        try? await Task.sleep(for: .milliseconds(1))
                        await count.end()
                    }
                }
            }
        }
        #expect(await count.most == 3)
    }

    @Test func workThatFailsGivesItsTurnBack() async throws {
        struct Failure: Error {}
        let turns = Turns(count: 1)
        for _ in 0..<3 {
            await #expect(throws: Failure.self) { try await turns.take { throw Failure() } }
        }
        #expect(await turns.take { 7 } == 7)
    }
}
