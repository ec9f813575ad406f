import Foundation
import Testing

/// Scripts/simd.sh on processors of other machines.
@Suite struct ProcessorTests {
    @Test(arguments: [
        ("fpu sse2 ssse3", "portable"), ("fpu avx2", "portable"), ("avx2 bmi fma", "avx2"),
        ("fma avx2 avx512f avx512dq avx512vl", "avx2"),
        ("avx512bw avx512vl avx2 fma avx512dq avx512f", "avx512"),
    ])
    func findsTheBestInstructions(flags: String, simd: String) throws {
        let system = try FakeSystem()
        let file = system.folder.appendingPathComponent("cpuinfo")
        try "processor\t: 0\nflags\t\t: \(flags)\nflags\t\t: of the next core\n".write(
            to: file, atomically: true, encoding: .utf8)
        let output = try system.run("Scripts/simd.sh", file.path)
        #expect(output.status == 0 && output.text == simd + "\n")
    }

    @Test func isPortableElsewhere() throws {
        let system = try FakeSystem()
        try system.add("uname", "echo arm64")
        #expect(try system.run("Scripts/simd.sh").text == "portable\n")
    }
}
