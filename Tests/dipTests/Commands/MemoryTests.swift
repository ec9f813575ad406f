import Records
import Testing

/// A long run needs no more memory than a short one.
///
/// The largest resident memory of a process of its own: that takes in all threads and everything that a run does, from reading the spec
/// to its record. Pages that were touched once stay counted, so it can only grow with the iterations if something is kept.
@Suite struct MemoryTests {
    @Test(arguments: ["1", "2"])
    func aRunDoesNotGrow(threads: String) async throws {
        let folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "spec.yaml")
        func peak(iterations: Int) async throws -> Double {
            let results = "\(iterations)"
            let output = try await DipProgram.run(
                "run", "spec.yaml", "iterations=\(iterations)", "record_every=10", "--threads", threads,
                "--results", results, in: folder)
            #expect(output.status == 0)
            let run = try #require(folder.runs(in: results).first)
            return try #require(try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json").peakMemoryMB)
        }
        let short = try await peak(iterations: 100), long = try await peak(iterations: 1100)
        // An image of this size has 48 KB, so that one kept at each iteration would make 48 MB; two equal runs differ by less than 1.
        #expect(long - short < 3, "\(short) MB after 100 iterations, \(long) MB after 1100")
    }
}
