import Foundation
import LoopbackServer
import Testing

@Suite struct DataCommandTests {
    private let folder: TestFolder
    private let place = "cache/spectraldip/sets/pair"

    init() throws { folder = try TestFolder() }

    /// Answers with the files of the pair at the top, as manifests name them.
    private func server(of pair: TestDataset, second: @escaping @Sendable (_ earlier: Int) -> LoopbackServer.Reply)
        throws -> LoopbackServer
    {
        let first = pair.first
        return try LoopbackServer { request, earlier in
            request.path.hasSuffix("/first.png")
                ? .file(first) : request.path.hasSuffix("/second.png") ? second(earlier) : .status(404)
        }
    }

    @Test func setsAreListedWithWhatIsThereAndTheTerms() async throws {
        let pair = try TestDataset(in: folder)
        try pair.put(pair.first, "first.png")
        let output = try await DipProgram.run("data", "list", in: folder)
        #expect(output.status == 0)
        #expect(
            output.out == """
                dataset  images  present       folder\(String(repeating: " ", count: folder.path.count + place.count - 3))terms  title
                pair     2       1 of 2 files  \(folder.path)/\(place)  [1]    A pair

                [1] no terms

                """)
    }

    @Test func everySumIsVerified() async throws {
        let pair = try TestDataset(in: folder)
        let nothing = try await DipProgram.run("data", "verify", in: folder)
        #expect(nothing.status == 1)
        #expect(nothing.out == "pair  0 of 2 files\n")
        #expect(
            nothing.error
                == "dip: 2 of 2 files missing or wrong:\n  pair  all 2 files missing\nfetch them with: dip data fetch pair\n"
        )

        try pair.put(pair.first, "first.png")
        let part = try await DipProgram.run("data", "verify", "pair", in: folder)
        #expect(part.status == 1)
        #expect(part.error.contains("\n  pair/second.png  missing\n"))

        try pair.put(pair.second.dropLast() + [0], "second.png")
        let wrong = try await DipProgram.run("data", "verify", "pair", in: folder)
        #expect(wrong.status == 1)
        #expect(wrong.out == "pair  1 of 2 files, 1 wrong\n")
        #expect(
            wrong.error.hasPrefix(
                "dip: 1 of 2 files missing or wrong:\n  pair/second.png  wrong: it has \(pair.second.count) bytes "
                    + "with SHA-256 \(TestDataset.digest(pair.second.dropLast() + [0])), the manifest says \(pair.second.count) bytes "
                    + "with SHA-256 \(TestDataset.digest(pair.second))\n"))

        try pair.put(pair.second, "second.png")
        let right = try await DipProgram.run("data", "verify", in: folder)
        #expect(right.status == 0)
        #expect(right.out == "pair  2 of 2 files\n")
        #expect(right.error == "")
    }

    @Test func whatIsMissingIsFetchedAndOnlyOnce() async throws {
        let pair = try TestDataset(in: folder)
        let second = pair.second
        let server = try server(of: pair) { _ in .file(second) }
        let output = try await DipProgram.run("data", "fetch", "pair", "--from", server.address, in: folder)
        #expect(output.status == 0)
        #expect(output.error == "")
        let size = "\((pair.first.count + 500) / 1000) kB"
        #expect(output.out.hasPrefix("\(folder.path)/cache/spectraldip: 2 files, 0 present, 2 to fetch, "))
        #expect(
            output.out.hasSuffix(
                "\n[1/2] pair/first.png  fetched, \(size)\n[2/2] pair/second.png  fetched, "
                    + "\((pair.second.count + 500) / 1000) kB\n2 fetched\n"))
        #expect(folder.names(in: place) == ["first.png", "second.png"])
        #expect(Array(try folder.data("\(place)/second.png")) == second)
        #expect(Set(server.requests.map(\.path)) == ["/sets/pair/first.png", "/sets/pair/second.png"])

        let before = try folder.modified("\(place)/first.png")
        let again = try await DipProgram.run("data", "fetch", "all", "--from", server.address, in: folder)
        #expect(again.status == 0)
        #expect(again.out == "\(folder.path)/cache/spectraldip: 2 files, 2 present, nothing to fetch\n")
        #expect(server.requests.count == 2)
        #expect(try folder.modified("\(place)/first.png") == before)
    }

    @Test func theVariableNamesThePlace() async throws {
        let pair = try TestDataset(in: folder)
        let second = pair.second
        let server = try server(of: pair) { _ in .file(second) }
        let output = try await DipProgram.run(
            "data", "fetch", "pair", "--from", server.address + "/", in: folder,
            environment: ["DIP_DATA": "data/deep"])
        #expect(output.status == 0)
        #expect(folder.names(in: "data/deep/sets/pair") == ["first.png", "second.png"])
    }

    @Test func aFetchedImageIsRestored() async throws {
        let server = try LoopbackServer { _, _ in .status(503) }
        let pair = try TestDataset(in: folder, address: server.address)
        try folder.write(
            TinySpec.settings.replacing(
                "dataset: synthetic\nimages: [leaves]\nsize: 64\n",
                with: "dataset: pair\nimages: [first]\ncrop: 64\n"), to: "spec.yaml")
        let refused = try await DipProgram.run("run", "spec.yaml", in: folder)
        #expect(refused.status == 2)
        #expect(
            refused.error == "dip: \(folder.path)/\(place)/first.png: this image of dataset 'pair' is missing; "
                + "fetch it with: dip data fetch pair\n")
        let listed = try await DipProgram.run("list", "datasets", in: folder)
        #expect(listed.out.contains("\npair       0 of 2 files  A pair  "))
        #expect(listed.out.hasSuffix("  fetch with: dip data fetch pair\n"))
        let second = pair.second
        let mirror = try self.server(of: pair) { _ in .file(second) }
        _ = try await DipProgram.run("data", "fetch", "pair", "--from", mirror.address, in: folder)
        let output = try await DipProgram.run("run", "spec.yaml", in: folder)
        #expect(output.status == 0)
        #expect(output.out.hasSuffix("1 completed\n"))
    }

    @Test func aDroppedConnectionIsResumed() async throws {
        let pair = try TestDataset(in: folder)
        let second = pair.second
        let server = try server(of: pair) { $0 == 0 ? .cut(second, after: 20_000) : .file(second) }
        let output = try await DipProgram.run("data", "fetch", "pair", "--from", server.address, in: folder)
        #expect(output.status == 0)
        #expect(
            output.out.contains(
                "\n[2/2] pair/second.png  the connection to 127.0.0.1:\(server.port) was dropped after 20000 of "
                    + "\(second.count) bytes; trying again in 1 s\n[2/2] pair/second.png  fetched, "))
        #expect(server.requests.filter { $0.path.hasSuffix("/second.png") }.map(\.rangeStart) == [nil, 20_000])
        #expect(Array(try folder.data("\(place)/second.png")) == second)
    }

    @Test func wrongContentsAndMissingFilesAreToldAndTheRestIsFetched() async throws {
        let server = try LoopbackServer { request, _ in request.path == "/first.png" ? .status(404) : .file([1, 2, 3]) }
        let pair = try TestDataset(in: folder, address: server.address)
        let output = try await DipProgram.run("data", "fetch", "pair", in: folder)
        #expect(output.status == 1)
        #expect(output.out.hasSuffix("2 failed; repeat the command to fetch the rest\n"))
        #expect(
            output.error == """
                dip: 2 files were not fetched:
                  pair/first.png   \(server.address)/first.png answered with status 404 (not found)
                  pair/second.png  \(server.address)/second.png sent 3 bytes with SHA-256 \(TestDataset.digest([1, 2, 3])), not the \
                expected \(pair.second.count) bytes with SHA-256 \(TestDataset.digest(pair.second)); the received data was removed

                """)
        #expect(folder.names(in: place).isEmpty)
    }

    @Test func withoutAServerNothingElseIsTried() async throws {
        let server = try LoopbackServer { _, _ in .nothing }
        server.stop()
        _ = try TestDataset(in: folder, address: server.address)
        let output = try await DipProgram.run("data", "fetch", "pair", in: folder)
        #expect(output.status == 1)
        #expect(output.out.hasSuffix("1 failed, 1 not tried; repeat the command to fetch the rest\n"))
        #expect(
            output.error
                == "dip: 1 file was not fetched:\n  pair/first.png  no server answers at 127.0.0.1:\(server.port)\n")
    }

    @Test func aHostThatNobodyKnowsIsTold() async throws {
        _ = try TestDataset(in: folder)
        let output = try await DipProgram.run("data", "fetch", "pair", in: folder)
        #expect(output.status == 1)
        #expect(
            output.error.contains("the host data.invalid cannot be found; check the network and its name server")
                || output.error.contains("there is no network: data.invalid cannot be reached"))
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func aSignalLeavesThePartForTheNextTime(signal: Int32, status: Int32) async throws {
        let pair = try TestDataset(in: folder)
        let second = pair.second
        let server = try server(of: pair) { $0 == 0 ? .stall(second, after: 30_000) : .file(second) }
        let arguments = ["data", "fetch", "pair", "--from", server.address]
        let running = try DipProgram.start(arguments, in: folder)
        running.send(signal) { [folder, place] in
            (try? folder.data("\(place)/second.png.part").count) == 30_000
        }
        let output = try await running.end()
        #expect(output.status == status)
        #expect(
            output.error
                == "dip: 1 file was not fetched:\n  pair/second.png  interrupted; the partial file is kept and resumed the next time\n"
        )
        #expect(folder.names(in: place) == ["first.png", "second.png.part"])

        let again = try await DipProgram.start(arguments, in: folder).end()
        #expect(again.status == 0)
        #expect(again.out.hasSuffix("1 fetched, 1 already present\n"))
        #expect(server.requests.last?.rangeStart == 30_000)
        #expect(Array(try folder.data("\(place)/second.png")) == second)
    }

    @Test(arguments: [
        (["fetch", "piar"], "there is no dataset 'piar'; did you mean 'pair'? allowed: pair, all"),
        (["verify", "piar"], "there is no dataset 'piar'; did you mean 'pair'? allowed: pair, all"),
        (
            ["fetch", "pair", "--from", "http://example.org"],
            "--from must be an https address (http only for a server on this machine), not 'http://example.org'"
        ),
        (["fetch"], "missing expected argument '<name> ...'; see 'dip data fetch --help'"),
    ])
    func wrongRequestsAreRefused(arguments: [String], sentence: String) async throws {
        _ = try TestDataset(in: folder)
        let output = try await DipProgram.start(["data"] + arguments, in: folder).end()
        #expect(output.status == 2)
        #expect(output.error == "dip: \(sentence)\n")
        #expect(folder.names() == ["Experiments"])
    }

    /// The program knows its sets in any folder, and a spec there may name them.
    @Test func elsewhereTheProgramsOwnManifestsAreThere() async throws {
        let listed = try await DipProgram.run("data", "list", "--format", "json", in: folder)
        #expect(listed.status == 0 && listed.out.contains(#""dataset": "set9", "images": 9, "files": 9, "present": 0"#))
        let checked = try await DipProgram.run("data", "verify", "set9", in: folder)
        #expect(checked.status == 1 && checked.error.contains("set9  all 9 files missing"))
        try folder.write("dataset: set9\nimages: [image_Peppers512rgb]\n", to: "e.yaml")
        let plan = try await DipProgram.run("run", "e.yaml", "-n", in: folder)
        #expect(plan.status == 2 && plan.error.contains("fetch it with: dip data fetch set9"))
    }

    @Test func withoutManifestsThereIsNothing() async throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/Experiments/datasets", withIntermediateDirectories: true)
        for arguments in [["list"], ["verify"], ["fetch", "all"]] {
            let output = try await DipProgram.start(["data"] + arguments, in: folder).end()
            #expect(output.status == 2)
            #expect(
                output.error
                    == "dip: there are no manifests in Experiments/datasets; run dip in the root folder of its repository\n"
            )
        }
    }

    @Test func aFolderThatCannotBeMadeIsRefused() async throws {
        _ = try TestDataset(in: folder)
        try folder.write("", to: "cache")
        let output = try await DipProgram.run("data", "fetch", "pair", in: folder)
        #expect(output.status == 2)
        #expect(output.error == "dip: \(folder.path)/cache: cannot be created: a file of that name is in the way\n")
    }
}
