import Foundation
import Networks
import Testing

@Suite struct ListCommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// The first word of each line.
    private func names(_ output: DipProgram.Output) -> [String] {
        output.out.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    @Test func everyThingThatIsNamedCanBeListed() async throws {
        let things = names(try await DipProgram.run("list", in: folder))
        #expect(things.contains("upsamplers") && things.contains("runs"))
        for thing in things {
            let output = try await DipProgram.run("list", thing, in: folder)
            #expect(output.status == 0)
            #expect(output.error == "")
            #expect(thing == "runs" || !output.out.isEmpty)
        }
    }

    @Test func namesAreThoseThatSpecsUse() async throws {
        let output = try await DipProgram.run("list", "upsamplers", in: folder)
        #expect(names(output) == Upsampler.Name.allCases.map(\.rawValue))
    }

    @Test func runsAreListedWithTheirStateAlsoBrokenOnes() async throws {
        try folder.write(TinySpec.settings, to: "tiny.yaml")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let run = try #require(folder.runs().first)
        let listed = try await DipProgram.run("list", "runs", in: folder)
        #expect(listed.out.hasPrefix("\(run.split(separator: "/").last ?? "")  complete  "))
        try folder.write("{", to: "\(run)/run.json")
        let broken = try await DipProgram.run("list", "runs", in: folder)
        #expect(broken.status == 0)
        #expect(broken.out.contains("  unreadable  "))
    }

    @Test func anUnknownThingIsRefusedWithWhatIsAllowed() async throws {
        let output = try await DipProgram.run("list", "upsampler", in: folder)
        #expect(output.status == 2)
        #expect(output.error.hasPrefix("dip: the value 'upsampler' is invalid"))
        #expect(output.error.contains("architectures, upsamplers, norms"))
        #expect(output.error.count { $0 == "\n" } == 1)
    }

    @Test func outputThatCannotBeWrittenIsAFailure() async throws {
        let output = try await DipProgram.shell("exec \"$0\" list > /dev/full", in: folder)
        #expect(output.status == 1)
        #expect(output.error.hasPrefix("dip: the output cannot be written: "))
    }
}
