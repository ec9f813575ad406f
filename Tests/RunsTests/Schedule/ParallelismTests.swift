import Testing
@testable import Runs

@Suite struct ParallelismTests {
    @Test(arguments: [
        // Many runs: as many as there are cores; few: cores are shared, rather than left idle.
        (runs: 40, cores: 2, processes: 2, threads: 1), (2, 2, 2, 1), (1, 2, 1, 2), (3, 2, 1, 2), (1, 16, 1, 16),
        (4, 16, 4, 4),
        (1000, 8, 8, 1), (5, 1, 1, 1),
    ])
    func isChosen(runs: Int, cores: Int, processes: Int, threads: Int) {
        let chosen = Parallelism.choose(runs: runs, cores: cores)
        #expect(chosen == Parallelism(processes: processes, threads: threads))
    }

    @Test func whatIsAskedForIsKept() {
        #expect(Parallelism.choose(runs: 10, cores: 8, processes: 3) == Parallelism(processes: 3, threads: 2))
        #expect(Parallelism.choose(runs: 10, cores: 8, threads: 4) == Parallelism(processes: 2, threads: 4))
        #expect(
            Parallelism.choose(runs: 10, cores: 2, processes: 4, threads: 3) == Parallelism(processes: 4, threads: 3))
        #expect(Parallelism.choose(runs: 2, cores: 8, processes: 6) == Parallelism(processes: 2, threads: 4))
        #expect(Parallelism.choose(runs: 10, cores: 2, threads: 8) == Parallelism(processes: 1, threads: 8))
    }

    @Test func memoryBoundsTheChoice() {
        #expect(Parallelism.choose(runs: 40, cores: 8, fitting: 2) == Parallelism(processes: 2, threads: 4))
        #expect(Parallelism.choose(runs: 40, cores: 8, fitting: 0) == Parallelism(processes: 1, threads: 8))
        #expect(Parallelism.choose(runs: 40, cores: 8, threads: 1, fitting: 3) == Parallelism(processes: 3, threads: 1))
    }

    @Test func neverMoreThreadsThanCores() {
        for cores in 1...40 {
            for runs in 1...90 {
                let chosen = Parallelism.choose(runs: runs, cores: cores)
                #expect(chosen.processes * chosen.threads <= cores && chosen.processes <= runs && chosen.threads >= 1)
            }
        }
    }
}
