import Foundation
import OperationCases
import Testing

/// `dip bench operations`.
@Suite struct OperationsBenchTests {
    private struct Report: Decodable {
        struct Row: Decodable {
            let `case`: String
            let ms: Double
            let gflops: Double
        }
        let size: Int, width: Int, iterations: Int
        let cases: [Row]
    }

    @Test func timesEveryCase() async throws {
        let output = try await DipProgram.run(
            "bench", "operations", "--size", "16", "--width", "16", "--iterations", "1", "--threads", "1",
            "--format", "json", in: TestFolder())
        #expect(output.status == 0 && output.error == "")
        let report = try JSONDecoder().decode(Report.self, from: Data(output.out.utf8))
        #expect(report.size == 16 && report.width == 16 && report.iterations == 1)
        let all = OperationCase.operations + OperationCase.chains + OperationCase.steps
        #expect(report.cases.map(\.case) == all.map(\.name))
        #expect(report.cases.allSatisfy { $0.ms > 0 && $0.gflops > 0 })
    }

    /// The help that is named is the subcommand's, which documents the option.
    @Test func aMistakeNamesTheRightHelp() async throws {
        let output = try await DipProgram.run("bench", "operations", "--size", "1", in: TestFolder())
        #expect(output.status == 2)
        #expect(
            output.error
                == "dip: --size must be a multiple of 8 from 16 to 8192, not 1; see 'dip bench operations --help'\n")
    }

    @Test func theFilterChooses() async throws {
        let output = try await DipProgram.run(
            "bench", "operations", "--size", "16", "--width", "8", "--iterations", "1", "--filter",
            "LANCZOS", "--convolution", "direct", in: TestFolder())
        #expect(output.status == 0)
        let lines = output.out.split(separator: "\n")
        #expect(lines.first?.hasPrefix("case ") == true)
        #expect(lines.count > 2 && lines.dropFirst().allSatisfy { $0.contains("lanczos") })
    }

    @Test(arguments: [
        (["--filter", "no such case"], "no case's name contains 'no such case'"),
        (["--size", "20"], "--size must be a multiple of 8 from 16 to 8192, not 20"),
        (["--size", "8200"], "--size must be a multiple of 8 from 16 to 8192, not 8200"),
        (["--width", "0"], "--width must be a multiple of 4 from 4 to 4096, not 0"),
        (
            ["--width", "4000000000000000000"],
            "--width must be a multiple of 4 from 4 to 4096, not 4000000000000000000"
        ),
        (["--iterations", "0"], "--iterations must be a whole number from 1"),
        (["--threads", "0"], "--threads must be a whole number from 1"),
    ])
    func wrongRequestsAreRefused(arguments: [String], sentence: String) async throws {
        let line = "exec \"$0\" bench operations " + arguments.map { "'\($0)'" }.joined(separator: " ")
        let output = try await DipProgram.shell(line, in: TestFolder())
        #expect(output.status == 2)
        #expect(output.error.hasPrefix("dip: \(sentence)") && output.error.count { $0 == "\n" } == 1)
    }
}
