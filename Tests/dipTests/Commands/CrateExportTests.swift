import Foundation
import Imaging
import Testing

/// `dip export --ro-crate`: the structure of the metadata, and that it says the truth about the files.
@Suite struct CrateExportTests {
    private typealias Entity = [String: Any]

    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(
            TinySpec.settings + "title: Two ceilings\nsweep: {network.lipschitz: [1, 2]}\n", to: "tiny.yaml")
    }

    private func graph(_ crate: String) throws -> [String: Entity] {
        let document = try JSONSerialization.jsonObject(with: folder.data("\(crate)/ro-crate-metadata.json"))
        let object = try #require(document as? Entity)
        #expect(object["@context"] as? String == "https://w3id.org/ro/crate/1.2/context")
        let entities = try #require(object["@graph"] as? [Entity])
        let ids = entities.compactMap { $0["@id"] as? String }
        #expect(ids.count == entities.count && Set(ids).count == ids.count, "an entity has no id of its own")
        return Dictionary(uniqueKeysWithValues: zip(ids, entities))
    }

    /// The ids that a property refers to.
    private func ids(_ value: Any?) -> [String] {
        let list = (value as? [Entity]) ?? (value as? Entity).map { [$0] } ?? []
        return list.compactMap { $0["@id"] as? String }
    }

    private func types(_ entity: Entity) -> [String] {
        (entity["@type"] as? [String]) ?? (entity["@type"] as? String).map { [$0] } ?? []
    }

    @Test func eachRunIsAnAction() async throws {
        #expect(try await DipProgram.run("run", "tiny.yaml", in: folder).status == 0)
        let output = try await DipProgram.run(
            "export", "tiny.yaml", "--ro-crate", "out/crate", "--license", "CC-BY-4.0", "--agent",
            "Jane Doe <https://orcid.org/0000-0002-1825-0097>", in: folder)
        #expect(output.status == 0 && output.out == "out/crate\n" && output.error == "", "\(output.error)")
        let graph = try graph("out/crate")
        let descriptor = try #require(graph["ro-crate-metadata.json"]), root = try #require(graph["./"])
        #expect(ids(descriptor["about"]) == ["./"])
        #expect(ids(descriptor["conformsTo"]) == ["https://w3id.org/ro/crate/1.2"])
        #expect(root["name"] as? String == "Two ceilings" && (root["description"] as? String)?.isEmpty == false)
        #expect((root["datePublished"] as? String)?.wholeMatch(of: #/\d{4}-\d\d-\d\d/#) != nil)
        #expect(ids(root["conformsTo"]) == ["https://w3id.org/ro/wfrun/process/0.5"])
        #expect(types(try #require(graph["https://w3id.org/ro/wfrun/process/0.5"])).contains("Profile"))
        #expect(ids(root["license"]) == ["https://spdx.org/licenses/CC-BY-4.0"])

        let actions = graph.values.filter { types($0) == ["CreateAction"] }
        #expect(actions.count == 2 && Set(ids(root["mentions"])) == Set(actions.compactMap { $0["@id"] as? String }))
        for action in actions {
            let program = try #require(ids(action["instrument"]).first.flatMap { graph[$0] })
            #expect(types(program) == ["SoftwareApplication"])
            #expect((program["version"] as? String)?.hasPrefix("0.") == true && program["url"] is String)
            for library in ids(program["softwareRequirements"]) {
                #expect(graph[library].map(types) == ["SoftwareApplication"] && graph[library]?["version"] is String)
            }
            for time in ["startTime", "endTime"] {
                #expect((action[time] as? String)?.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00/#) != nil)
            }
            #expect(ids(action["agent"]) == ["https://orcid.org/0000-0002-1825-0097"])
            #expect(action["actionStatus"] as? String == "http://schema.org/CompletedActionStatus")
            #expect(ids(action["object"]).count == 1 && ids(action["object"])[0].hasSuffix("/spec.yaml"))
            let results = ids(action["result"]).compactMap { $0.split(separator: "/").last }
            #expect(Set(["run.json", "curves.csv", "clean.png", "output.png"]).isSubset(of: results))
            #expect(!results.contains("log.txt") && !results.contains("spec.yaml"))
            #expect(ids(action["result"]).allSatisfy { graph[$0].map(types) == ["File"] })
        }
        #expect(types(try #require(graph["https://orcid.org/0000-0002-1825-0097"])) == ["Person"])
    }

    /// Every file is there as described, in the graph below the root, and nothing else is in the folder.
    @Test func filesAreAsDescribed() async throws {
        #expect(try await DipProgram.run("run", "tiny.yaml", in: folder).status == 0)
        let output = try await DipProgram.run("export", "tiny.yaml", "--ro-crate", "crate", in: folder)
        #expect(output.status == 0)
        #expect(
            output.error == "dip: note: the crate states no licence; --license CC-BY-4.0, for example, states one\n")
        let graph = try graph("crate")
        var reached: [String] = [], open = ids(graph["./"]?["hasPart"])
        while let id = open.popLast() {
            reached.append(id)
            open += ids(graph[id]?["hasPart"])
        }
        let files = reached.filter { !$0.hasSuffix("/") }
        #expect(files.count == Set(files).count && files.contains("tiny.yaml"))
        for id in files {
            let entity = try #require(graph[id]), data = try folder.data("crate/\(id)")
            #expect(types(entity) == ["File"] && entity["contentSize"] as? String == "\(data.count)")
            let sum = try await DipProgram.shell("sha256sum 'crate/\(id)'", in: folder).out.prefix(64)
            #expect(entity["sha256"] as? String == String(sum))
            let media = ["yaml": "application/yaml", "json": "application/json", "csv": "text/csv", "png": "image/png"]
            let format: String? = id.split(separator: ".").last.flatMap { media[String($0)] }
            #expect(entity["encodingFormat"] as? String == format)
        }
        let there = try await DipProgram.shell("cd crate && find . -type f | cut -c 3- | sort", in: folder)
        let names: [String] = there.out.split(separator: "\n").map { String($0) }
        #expect(names == (files + ["ro-crate-metadata.json"]).sorted())
        // Not known, so not said; a licence is required, in words if need be.
        #expect((graph["./"]?["license"] as? String)?.hasPrefix("No licence is stated.") == true)
        #expect(graph["./"]?["author"] == nil && graph.values.allSatisfy { $0["agent"] == nil })
        // Nothing of this machine.
        #expect(try !folder.text("crate/ro-crate-metadata.json").contains(folder.path))
    }

    /// A photograph may be another's: it is named by its hash, and pictures of it are copied only when that is asked for.
    @Test func photographsAreNamedAndNotCopied() async throws {
        try folder.write(SyntheticImage.leaves.image(width: 64, height: 64), to: "photo.png")
        try folder.write(
            "dataset: {files: [photo.png]}\niterations: 2\nnetwork: {width: 8}\n", to: "photo.yaml")
        #expect(try await DipProgram.run("run", "photo.yaml", in: folder).status == 0)
        let output = try await DipProgram.run(
            "export", "--ro-crate", "crate", "--license", "https://example.org/terms", in: folder)
        #expect(output.status == 0)
        #expect(
            output.error.hasPrefix(
                "dip: note: the pictures of 1 run were left out, because they were made of image files"))
        let sum = try await DipProgram.shell("sha256sum photo.png", in: folder).out.prefix(64)
        let graph = try graph("crate"), input = try #require(graph["#input-\(sum)"])
        #expect(input["sha256"] as? String == String(sum) && input["name"] as? String == "photo.png")
        #expect(types(input) == ["File"] && input["localPath"] as? String == "photo.png")
        let action = try #require(graph.values.first { types($0) == ["CreateAction"] })
        #expect(ids(action["object"]).contains("#input-\(sum)"))
        #expect(graph.keys.allSatisfy { !$0.hasSuffix(".png") })
        #expect(types(try #require(graph["https://example.org/terms"])) == ["CreativeWork"])
        #expect(try await DipProgram.shell("find crate -name '*.png'", in: folder).out == "")

        // Records that are published have no pictures, so none are left out.
        _ = try await DipProgram.shell("mkdir bare && cp -r Results bare && rm bare/Results/runs/*/*/*.png", in: folder)
        let bare = try await DipProgram.run(
            "export", "--results", "bare/Results", "--ro-crate", "bare/crate", "--license", "MIT", in: folder)
        #expect(bare.status == 0 && bare.error == "")

        let all = try await DipProgram.run(
            "export", "photo.yaml", "--ro-crate", "pictures", "--pictures", "--license", "MIT", in: folder)
        #expect(all.status == 0 && all.error == "")
        #expect(try self.graph("pictures").keys.contains { $0.hasSuffix("/clean.png") })
    }

    @Test func wrongRequestsLeaveNothing() async throws {
        let empty = try await DipProgram.run("export", "tiny.yaml", "--ro-crate", "crate", in: folder)
        #expect(empty.status == 2 && empty.error.contains("2 of 2 runs have no complete record"))
        #expect(try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=1", in: folder).status == 0)
        for (words, sentence) in [
            (["--ro-crate", "crate", "--license", "CC BY"], "the licence 'CC BY' must be an SPDX identifier"),
            (["--ro-crate", "crate", "--agent", "<jane>"], "the agent '<jane>' must be a name"),
            (["--ro-crate", "crate", "-o", "a.csv"], "--output and --format belong to the table of curves"),
            (["--ro-crate", ""], "--ro-crate needs the name of a folder"),
            (["--pictures"], "--license, --agent and --pictures belong to --ro-crate"),
            (["--ro-crate", "tiny.yaml"], "tiny.yaml: exists already"),
            (["--ro-crate", "Results"], "Results: exists already"),
        ] {
            let output = try await DipProgram.start(["export"] + words, in: folder).end()
            #expect(output.status == 2 && output.error.contains(sentence), "\(output.error)")
        }
        #expect(folder.names().filter { $0 != "cache" } == ["Results", "tiny.yaml"])
        // An empty folder is taken, and a partial crate has what there is.
        try FileManager.default.createDirectory(atPath: folder.path + "/crate", withIntermediateDirectories: true)
        let partial = try await DipProgram.run("export", "tiny.yaml", "--partial", "--ro-crate", "crate/", in: folder)
        #expect(partial.status == 0 && folder.names(in: "crate").count == 3)
        #expect(folder.names().allSatisfy { !$0.hasPrefix(".") })
    }
}
