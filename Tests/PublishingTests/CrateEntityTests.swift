import Foundation
import Testing
@testable import Publishing

@Suite struct CrateEntityTests {
    @Test func oneValueStandsAlone() throws {
        let entity = CrateEntity(
            "a \"b\"", "File", "Profile",
            properties: [
                "one": .references(["x"]), "two": .references(["x", "y"]), "none": .references([]), "nil": nil,
                "text": .text("line\nσ"),
            ])
        let object = try JSONSerialization.jsonObject(with: Data(entity.json.utf8)) as? [String: Any]
        #expect(object?["@id"] as? String == "a \"b\"" && object?["@type"] as? [String] == ["File", "Profile"])
        #expect(object?["one"] as? [String: String] == ["@id": "x"])
        #expect(object?["two"] as? [[String: String]] == [["@id": "x"], ["@id": "y"]])
        #expect(object?["text"] as? String == "line\nσ" && object?.count == 5)
    }

    @Test func pathsAreURIs() {
        #expect(CrateFile.uri("a run-0123/curves.csv") == "a%20run-0123/curves.csv")
        #expect(CrateFile.uri("50%.png") == "50%25.png" && CrateFile.uri("a:b#c?d") == "a%3Ab%23c%3Fd")
    }

    /// A pipe would be read for ever, and a link would lead out of the crate.
    @Test func filesAreCopiedAndNothingElse() throws {
        let folder = try PublishingFolder()
        try folder.write("a\n", to: "run/curves.csv")
        try folder.write("", to: "crate/x")
        let (source, crate) = (folder.path + "/run/curves.csv", folder.path + "/crate")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.csv", withDestinationPath: source)
        let file = try CrateFile(
            copying: folder.path + "/link.csv", to: "curves.csv", of: crate, name: "curves.csv", role: "")
        let kind = try FileManager.default.attributesOfItem(atPath: "\(crate)/curves.csv")[.type] as? FileAttributeType
        #expect(kind == .typeRegular && file.path == "curves.csv")
        #expect(mkfifo(folder.path + "/pipe.csv", 0o600) == 0)
        #expect(
            folder.sentence {
                _ = try CrateFile(copying: folder.path + "/pipe.csv", to: "p.csv", of: crate, name: "p", role: "")
            } == "pipe.csv: cannot be read: it is a pipe or socket, not a file")
    }

    @Test func licencesAndAgents() throws {
        #expect(try CrateLicence("Apache-2.0").id == "https://spdx.org/licenses/Apache-2.0")
        #expect(try CrateLicence("https://example.org/a").id == "https://example.org/a")
        #expect(throws: (any Error).self) { try CrateLicence("ask me") }
        #expect(throws: (any Error).self) { try CrateLicence("") }
        let jane = try CrateAgent("Jane Doe <https://orcid.org/0>")
        #expect(jane.name == "Jane Doe" && jane.id == "https://orcid.org/0")
        #expect(try CrateAgent("  Jané Doe ") == CrateAgent("Jané Doe"))
        #expect(try CrateAgent("Jane Doe").id == "#Jane-Doe")
        #expect(throws: (any Error).self) { try CrateAgent(" ") }
    }
}
