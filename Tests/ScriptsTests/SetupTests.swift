import Foundation
import TestTools
import Testing

/// Scripts/setup.sh on systems where something is missing.
@Suite struct SetupTests {
    private let script = "Scripts/setup.sh"

    @Test func saysNothingWhereNothingIsMissing() throws {
        let output = try FakeSystem().run(script, "build")
        #expect(output.status == 0 && output.text == "")
    }

    @Test func namesTheCompiler() throws {
        let system = try FakeSystem()
        try system.add("swift", "echo 'Apple Swift version 5.10.1 (swiftlang-5.10.0.13)'; echo more")
        let old = try system.run(script, "build")
        #expect(old.status == 1)
        #expect(
            old.text == "setup: Swift 6.2 or later is needed; 'swift --version' says: "
                + "Apple Swift version 5.10.1 (swiftlang-5.10.0.13)\n")
        for (version, isEnough) in [("6.1.3", false), ("6.2", true), ("6.10", true), ("7.0", true)] {
            try system.add("swift", "echo 'Swift version \(version) (swift-\(version)-RELEASE)'")
            #expect(try (system.run(script, "build").status == 0) == isEnough, "\(version)")
        }
        try system.add("swift", "echo 'swift: libncurses.so.6 is missing' >&2; exit 127")
        let broken = try system.run(script, "build")
        #expect(
            broken.status == 1 && broken.text.hasSuffix("'swift --version' says: swift: libncurses.so.6 is missing\n"))
        try system.remove("swift")
        let none = try system.run(script, "build")
        #expect(none.status == 1 && none.text.hasPrefix("setup: no Swift toolchain found; "))
    }

    @Test(arguments: [
        ("Scripts/setup.sh", "Swift {} or later is needed"),
        ("README.md", "(https://www.swift.org/install) {} or later"),
        ("Containerfile", "ARG BASE=swift:{}-"), ("Containerfile", "with Swift {} or later"),
    ])
    func everyPlaceNamesThePackagesCompiler(file: String, words: String) throws {
        let package = try text("Package.swift")
        let version = try #require(package.firstMatch(of: /swift-tools-version: ([0-9.]+)/)?.1)
        #expect(try text(file).replacing("\n", with: " ").contains(words.replacing("{}", with: version)))
    }

    private func text(_ file: String) throws -> String {
        try String(contentsOf: repository.appendingPathComponent(file), encoding: .utf8)
    }

    @Test func refusesInstructionsThatAreNone() throws {
        let output = try FakeSystem().run(script, "build", environment: ["DIP_SIMD": "sse"])
        #expect(output.status == 1)
        #expect(
            output.text
                == "setup: DIP_SIMD is 'sse'; allowed are avx2, avx512 and portable; unset, it is what this processor supports (avx2)\n"
        )
    }

    /// One can build for another processor, but not run what was built.
    @Test(arguments: ["test", "reproduce", "build test"])
    func refusesToRunInstructionsOfAnotherProcessor(goals: String) throws {
        let system = try FakeSystem()
        let output = try system.run(script, goals, environment: ["DIP_SIMD": "avx512"])
        #expect(output.status == 1)
        #expect(
            output.text
                == "setup: DIP_SIMD is 'avx512', which this processor does not support: 'make build' can build for "
                + "another processor, but only 'avx2' runs here; leave DIP_SIMD unset\n")
        for simd in ["avx2", "portable"] {
            #expect(try system.run(script, goals, environment: ["DIP_SIMD": simd]).status == 0)
        }
        #expect(try system.run(script, "build", environment: ["DIP_SIMD": "avx512"]).status == 0)
    }

    @Test func refusesInstructionsOfAnotherArchitecture() throws {
        let system = try FakeSystem()
        try system.add("uname", "echo aarch64")
        let output = try system.run(script, "build", environment: ["DIP_SIMD": "avx2"])
        #expect(output.status == 1)
        #expect(
            output.text == "setup: DIP_SIMD is 'avx2', but on this processor (aarch64) only 'portable' is allowed; "
                + "leave DIP_SIMD unset\n")
        #expect(try system.run(script, "build", environment: ["DIP_SIMD": "portable"]).status == 0)
    }

    @Test func installsAsRootAndSaysSo() throws {
        let system = try FakeSystem()
        try system.isDebian()
        try system.lacks("libcrypto")
        try system.add("id", "echo 0")
        let output = try system.run(script, "build")
        #expect(output.status == 0)
        #expect(output.text == "setup: missing: libcrypto\nsetup: installing libssl-dev\n")
        #expect(try system.calls == ["apt-get update -qq", "apt-get install -y -qq libssl-dev"])
    }

    @Test func namesWhatToInstallWhereThatFails() throws {
        let system = try FakeSystem()
        try system.isDebian()
        try system.lacks("libcrypto")
        try system.remove("gnuplot")
        try system.add("id", "echo 0")
        try system.add("apt-get", "exit 100")
        let output = try system.run(script, "build")
        #expect(output.status == 1)
        #expect(
            output.text == "setup: missing: libcrypto gnuplot\nsetup: installing libssl-dev gnuplot-nox\n"
                + "setup: the packages could not be installed; by hand, as root: apt-get update && apt-get install libssl-dev gnuplot-nox\n"
        )
    }

    @Test func asksForNoPasswordWithoutATerminal() throws {
        let system = try FakeSystem()
        try system.isDebian()
        try system.lacks("libcrypto")
        try system.hasSudo()
        let output = try system.run(script, "test")
        #expect(output.status == 1)
        #expect(output.text.hasSuffix("by hand, as root: apt-get update && apt-get install libssl-dev\n"))
        #expect(!output.text.contains("password"))
        let calls = try system.calls
        #expect(!calls.isEmpty && calls.allSatisfy { $0.hasPrefix("sudo -n ") })
    }

    @Test func saysWhatThePasswordIsForOnATerminal() throws {
        let system = try FakeSystem()
        try system.isDebian()
        try system.lacks("libcrypto")
        try system.hasSudo()
        let output = try system.run(script, "test", terminal: true)
        #expect(output.status == 0)
        #expect(
            output.text == "setup: missing: libcrypto\n"
                + "setup: sudo may ask for your password, only for 'apt-get install libssl-dev'\n"
                + "setup: installing libssl-dev\n[sudo] password:\n")
        #expect(try system.calls.suffix(2) == ["apt-get update -qq", "apt-get install -y -qq libssl-dev"])
    }

    @Test func saysThatThereIsNoSudo() throws {
        let system = try FakeSystem()
        try system.isDebian()
        try system.lacks("libcrypto")
        let output = try system.run(script, "test")
        #expect(output.status == 1)
        #expect(
            output.text == "setup: missing: libcrypto\nsetup: only root can install packages, and sudo does not exist; "
                + "as root: apt-get update && apt-get install libssl-dev\n")
    }

    @Test(arguments: [
        ("dnf", "sudo dnf install openssl-devel"), ("pacman", "sudo pacman -S openssl"),
        ("brew", "brew install openssl@3"),
    ])
    func namesThePackagesOfOtherSystems(manager: String, command: String) throws {
        let system = try FakeSystem()
        try system.lacks("libcrypto")
        try system.add(manager, "echo /opt/homebrew")
        let output = try system.run(script, "build")
        #expect(output.status == 1)
        #expect(output.text == "setup: missing: libcrypto\nsetup: install with: \(command)\n")
    }

    /// Of a Debian whose pkg-config does not know a library, but which has its package.
    @Test func asksThePackageManagerToo() throws {
        let system = try FakeSystem()
        try system.isDebian()
        try system.lacks("libcrypto")
        try system.add("dpkg-query", "echo 'install ok installed'")
        #expect(try system.run(script, "build").text == "")
    }

    /// PoCL and faketime come with `make test` where that asks for nothing, and their absence stops nothing.
    @Test func installsWhatOnlyTestsNeed() throws {
        let system = try FakeSystem(), install = "apt-get install -y -qq --no-install-recommends"
        try system.isDebian()
        let vendors = ["OCL_ICD_VENDORS": system.folder.path]
        #expect(try system.run(script, "test", environment: vendors).text == "")
        try system.add("id", "echo 0")
        #expect(try system.run(script, "build", environment: vendors).text == "")
        #expect(try system.calls == [])
        let output = try system.run(script, "test", environment: vendors)
        #expect(output.status == 0 && output.text == "setup: installing pocl-opencl-icd ocl-icd-libopencl1 faketime\n")
        #expect(try system.calls.last == "\(install) pocl-opencl-icd ocl-icd-libopencl1 faketime")
        try system.add("apt-get", "exit 100")
        let failed = try system.run(script, "test", environment: vendors)
        #expect(failed.status == 0 && failed.text.hasSuffix("tests that need them will be skipped\n"))
        try Data().write(to: system.folder.appendingPathComponent("pocl.icd"))
        #expect(try system.run(script, "test", environment: vendors).text.hasPrefix("setup: installing faketime\n"))
        try system.add("faketime", "exit 0")
        #expect(try system.run(script, "test", environment: vendors).text == "")
    }
}
