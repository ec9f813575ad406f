import Foundation
import Imaging
import Records
import Restoration
import TestTools
import Testing
@testable import Runs

/// Programs from outside: small shell scripts that copy, lie, fail and hang.
@Suite struct ExternalRestorationTests {
    private let folder: TemporaryFolder
    private let problem: Problem
    private let task: RestorationTask

    init() throws {
        folder = try TemporaryFolder()
        let clean = SyntheticImage.allCases[0].image(width: 24, height: 20)
        task = .denoise(sigma: 25)
        problem = try Problem(task: task, clean: clean, seed: 0)
    }

    /// The output of a script that finds input, output and sigma as its arguments.
    private func output(
        _ script: String, words: [String] = ["{input}", "{output}", "{sigma}"], version: [String]? = nil,
        seconds: Double = 60, memoryMB: Int = 1000, task: RestorationTask? = nil, isAllowed: Bool = true
    ) throws -> DirectRestoration.Output {
        let path = try folder.write(script, to: "program.sh")
        var program = ExternalProgram(command: ["sh", path] + words, name: "N2V", version: version)
        (program.seconds, program.memoryMB) = (seconds, memoryMB)
        return try ExternalRestoration(
            program: program, task: task ?? self.task, problem: problem, isAllowed: isAllowed,
            isInterrupted: { false }
        ).output()
    }

    private func sentence(_ body: () throws -> DirectRestoration.Output) -> String {
        do {
            _ = try body()
            return "nothing was wrong"
        } catch {
            return "\(error)"
        }
    }

    @Test func theOutputImageIsTheResult() throws {
        let made = try output(
            "test \"$3\" = 25.0 || exit 9; cp \"$1\" \"$2\"", version: ["echo", "N2V 1.2\nmore"])
        let saved = problem.degraded.pixels.map { ($0 * 255).rounded() / 255 }
        #expect(zip(made.image.pixels, saved).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(made.notes.count == 2 && made.notes[1] == "the program 'N2V' is of version: N2V 1.2")
        // A word is passed on as it is, whatever a shell would make of it.
        let odd = try output(
            "test \"$3\" = '$(touch x); a b' || exit 9; cp \"$1\" \"$2\"",
            words: ["{input}", "{output}", "$(touch x); a b"])
        #expect(odd.image == made.image)
    }

    @Test(arguments: [
        ("exit 3", "ended with status 3"), ("kill -9 $$", "was ended by signal 9"),
        ("true", "wrote no image to {output}"),
        ("echo no weights >&2; echo; exit 3", "ended with status 3; the last that it said: no weights"),
        ("printf 'a\\033[2J\\n'; exit 3", "ended with status 3; the last that it said: a?[2J"),
    ])
    func whatGoesWrongIsSaid(script: String, words: String) {
        #expect(sentence { try output(script) } == "method 'external': the program 'N2V' \(words)")
    }

    // Tests of signals, which set the flag that is looked at by default, may run at the same time.

    /// Of a program that does not stop to talk the beginning and the end are kept, also of one that ends at once.
    @Test(arguments: ["", "sleep 0.3; "])
    func ofMuchTextTheEndIsKept(pause: String) throws {
        let script = "echo version 7; yes | head -c 9000000; for i in $(seq 30); do echo line $i; done; \(pause)exit 3"
        let run = try ProgramRun(["/bin/sh", "-c", script], seconds: 600, memoryMB: 1000, isInterrupted: { false })
        #expect(try run.wait() == .ended(3))
        #expect(run.transcript.lines(last: 20) == (11...30).map { "line \($0)" })
        #expect(run.transcript.firstLine == "version 7")
    }

    @Test func whatWasSaidBeforeAnybodyWaitsIsKept() throws {
        let run = try ProgramRun(["echo", "hello"], seconds: 600, memoryMB: 1000, isInterrupted: { false })
        Thread.sleep(forTimeInterval: 0.5)
        #expect(try run.wait() == .ended(0))
        #expect(run.transcript.firstLine == "hello")
    }

    /// What a program leaves behind outside of its group may hold its output open and go on to talk.
    @Test func whoeverGoesOnToTalkIsNotListenedTo() throws {
        let mark = folder.path + "/talks"
        let script =
            "setsid sh -c 'echo hello; touch \(mark); exec timeout 120 yes' & "
            + "while [ ! -e \(mark) ]; do sleep 0.05; done; exit 4"
        let run = try ProgramRun(["/bin/sh", "-c", script], seconds: 600, memoryMB: 1000, isInterrupted: { false })
        #expect(try run.wait() == .ended(4))
        #expect(run.transcript.firstLine == "hello")
    }

    /// As when the system kills the process of a run for want of memory.
    @Test func aProgramEndsWithTheProcessThatStartedIt() throws {
        let run = try ProgramRun(
            ["sh", "-c", "sleep 600; true"], seconds: 300, memoryMB: 1000, isInterrupted: { false })
        run.guardian.forget()
        #expect(try run.wait() == .killed(SIGKILL))
    }

    /// A version is shown, whatever its bytes are.
    @Test func versionsThatAreNoText() throws {
        let made = try output("cp \"$1\" \"$2\"", version: ["printf", "N2V \\377"])
        #expect(made.notes[1] == "the program 'N2V' is of version: N2V \u{fffd}")
    }

    @Test func wrongImagesAreRefused() throws {
        let other = folder.path + "/other.png"
        try PNGFile.write(Image(channels: 3, height: 10, width: 11, repeating: 0.5), to: other)
        #expect(
            sentence { try output("cp \(other) \"$2\"") }
                == "method 'external': the program 'N2V' wrote an image of 11 x 10 with 3 channels; it must be 24 x 20 with 3"
        )
        #expect(
            sentence { try output("echo nonsense > \"$2\"") }.hasPrefix(
                "method 'external': the program 'N2V' wrote an image that cannot be read: "))
    }

    /// With all that it started.
    @Test func hangingProgramsAreEnded() throws {
        let script = "sleep 600 & echo $! > \(folder.path)/number; sleep 600"
        var child: Int32?
        // On a loaded machine the shell may be ended before it has said whom it started.
        for seconds in [0.5, 8, 128] where child == nil {
            #expect(
                sentence { try output(script, seconds: seconds) }
                    == "method 'external': the program 'N2V' took more than \(Int(seconds.rounded(.up))) seconds and "
                    + "was ended; 'seconds' allows more")
            child = (try? folder.text("number")).flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        let started = try #require(child), limit = ContinuousClock.now + .seconds(60)
        while !hasEnded(started), ContinuousClock.now < limit { usleep(10_000) }
        #expect(hasEnded(started))
    }

    /// Whether there is no such process, or one that has ended and that nobody has asked for its status yet.
    private func hasEnded(_ process: Int32) -> Bool {
        guard kill(process, 0) == 0 else { return true }
        let line = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        return line.split(separator: ")").last?.hasPrefix(" Z") == true
    }

    #if os(Linux)
    @Test func greedyProgramsAreEnded() {
        let script = "exec awk 'BEGIN { s = \"x\"; while (length(s) < 400000000) s = s s; while (1); }'"
        #expect(
            sentence { try output(script, memoryMB: 100) }
                == "method 'external': the program 'N2V' took more than 100 MB and was ended; 'memory' allows more")
    }
    #endif

    @Test func nothingRunsUnlessItIsAllowed() {
        let mark = folder.path + "/ran"
        #expect(
            sentence { try output("touch \(mark)", isAllowed: false) }
                == "method 'external': the program 'N2V' is not run without --allow-commands")
        #expect(!FileManager.default.fileExists(atPath: mark))
    }

    @Test func placeholdersThatATaskLacksAreRefused() {
        #expect(
            sentence { try output("true", task: .poisson(peak: 30)) }
                == "method 'external': the program 'N2V' asks for {sigma}, which only task 'denoise' has")
        #expect(
            sentence { try output("true", words: ["{input}", "{output}", "{mask}"]) }
                == "method 'external': the program 'N2V' asks for {mask}, which only task 'inpaint' has")
    }

    @Test func missingProgramsAreNamed() {
        #expect(
            throws: ExternalProgramError(
                description: "method 'external': the program /nowhere/x cannot be started: no such file or directory")
        ) { try ProgramRun(["/nowhere/x"], seconds: 1, memoryMB: 10) }
    }
}
