import Foundation
import Records
import Testing

@Suite struct InterruptionTests {
    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func aSignalMarksTheRecordAndTheSameCommandGoesOn(signal: Int32, status: Int32) async throws {
        let folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "long.yaml")
        let arguments = ["run", "long.yaml", "iterations=6000", "record_every=100", "--threads", "1"]
        let running = try DipProgram.start(arguments, in: folder)
        running.send(signal) {
            guard let run = folder.runs().first else { return false }
            return (try? folder.curves(run).count) ?? 0 > 1
        }
        let output = try await running.end()
        #expect(output.status == status)
        #expect(output.out.hasSuffix("1 not made; interrupted: the same command makes the rest\n"))

        let run = try #require(folder.runs().first)
        let path = "\(folder.path)/\(run)/run.json"
        #expect(try RunRecord(contentsOf: path).status == .interrupted)
        #expect(!folder.exists("\(run)/output.png"))
        let plan = try await DipProgram.start(arguments + ["-n"], in: folder).end()
        #expect(plan.out.contains("\n  interrupted  "))

        let again = try await DipProgram.start(arguments, in: folder).end()
        #expect(again.status == 0)
        #expect(try RunRecord(contentsOf: path).status == .complete)
        #expect(try folder.curves(run).count == 62)
        #expect(folder.exists("\(run)/output.png"))
    }
}
