import Foundation
import SpecFixtures
import Testing

@testable import Specs

@Suite struct SpecDocumentTests {
    private func refusalOfFile(_ data: Data?) throws -> String {
        let folder = try SpecFolder()
        let path = folder.path + "/spec.yaml"
        if let data { try data.write(to: URL(fileURLWithPath: path)) }
        do {
            _ = try SpecDocument.read(path)
            return "accepted"
        } catch {
            return "\(error)".replacingOccurrences(of: folder.path + "/", with: "")
        }
    }

    @Test func keepsOrderAndPlaces() throws {
        let node = try SpecDocument.parse("b: 1\na:\n  - x\n  - {c: 'z'}\n") {
            .position(file: "f", line: $0, column: $1)
        } whole: {
            .file("f")
        }
        #expect(node.entries?.map(\.key) == ["b", "a"])
        let items = try #require(node["a"]?.items)
        #expect(items[0].place == .position(file: "f", line: 3, column: 5))
        #expect(items[1].entries?[0].place == .position(file: "f", line: 4, column: 6))
        #expect(items[1]["c"]?.content == .scalar(text: "z", plain: false))
        #expect(node["a"]?.summary == "[x, {c: z}]")
    }

    @Test func filesThatAreNone() throws {
        #expect(try refusalOfFile(nil) == "spec.yaml: there is no such file")
        let advice = "a spec is a YAML file, and 'dip init PHOTO' writes one for a photograph"
        #expect(try refusalOfFile(Data()) == "spec.yaml: the file is empty; \(advice)")
        #expect(try refusalOfFile(Data("# nothing\n".utf8)) == "spec.yaml: the file is empty; \(advice)")
        #expect(
            try refusalOfFile(Data([0xff, 0xfe, 0x00, 0xd8])) == "spec.yaml: the file is not UTF-8 text; \(advice)")
        #expect(
            try refusalOfFile(Data(repeating: 32, count: 1 << 20 + 1))
                == "spec.yaml: the file is larger than 1 MB, so it is not a spec")
        let folder = try SpecFolder()
        #expect(
            throws: SpecError(
                .file(folder.path), "this is a folder, not a YAML file; several specs are named one by one")
        ) {
            try SpecDocument.read(folder.path)
        }
    }

    /// What a shell writes as `<(command)`.
    @Test func pipesAreRefusedUnread() throws {
        let folder = try SpecFolder(), path = folder.path + "/pipe.yaml"
        #expect(mkfifo(path, 0o600) == 0)
        #expect(
            throws: SpecError(
                .file(path), "this is not a regular file; a spec is read more than once, which a pipe does not allow")
        ) {
            try SpecDocument.read(path)
        }
    }

    @Test func anEmptyArgumentIsNoFile() {
        #expect(throws: SpecError(.argument(""), "the value is empty")) {
            try UpsamplerText.read("")
        }
    }

    @Test(arguments: [
        ("a: [1, 2\nb: 3\n", "spec.yaml:2:2: this is not valid YAML: did not find expected ',' or ']'"),
        ("a: \"open\n", "spec.yaml:1:4: this is not valid YAML: the quoted text that starts here is not closed"),
        (
            "a: 1\n\tb: 2\n",
            "spec.yaml:2:1: this is not valid YAML: found a tab character that violates indentation; lines are indented by spaces, not by tabs"
        ),
        ("a: 1\n---\nb: 2\n", "spec.yaml:2:1: this is not valid YAML: but found another document"),
        ("a: 1\nb: 2\na: 3\n", "spec.yaml:1:1: key 'a' is given more than once"),
        ("x: {a: 1, a: 1}\n", "spec.yaml:1:5: key 'a' is given more than once"),
        ("a: &x 1\nb: *x\n", "spec.yaml:1:4: anchors and aliases (&name, *name) are not allowed in a spec"),
        ("a: *x\n", "spec.yaml:1:4: this is not valid YAML: found undefined alias"),
        ("[a, b]: 1\n", "spec.yaml:1:1: a key must be a name"),
        (
            "a:\n\tb: 2\n",
            "spec.yaml:2:1: this is not valid YAML: found character that cannot start any token; lines are indented by spaces, not by tabs"
        ),
        ("a: 1\nseed:3\n", "spec.yaml:2:1: this is not valid YAML: there is no space after the colon in 'seed:3'"),
        ("a: 1\nseed 3\nb: 2\n", "spec.yaml:2:1: this is not valid YAML: there is no colon in 'seed 3'"),
        (
            "a: 1\ntitle: My photo: denoising\n",
            "spec.yaml:2:16: this is not valid YAML: mapping values are not allowed in this context; a text that contains ': ' "
                + "needs quotes"
        ),
        (
            "a:\n  b: 1\n   c: 2\n",
            "spec.yaml:3:5: this is not valid YAML: mapping values are not allowed in this context; the keys of one mapping "
                + "need the same indentation"
        ),
        ("a: \u{1}\n", "spec.yaml:1:4: this is not valid YAML: control characters are not allowed"),
    ])
    func textThatIsNotYAML(_ text: String, _ sentence: String) throws {
        let found = try refusalOfFile(Data(text.utf8))
        #expect(found == sentence)
    }
}
