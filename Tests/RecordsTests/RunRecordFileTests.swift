import Foundation
import Records
import Testing

@Suite struct RunRecordFileTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/run.json" }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func isSortedIndentedAndEndsInANewline() throws {
        try RunRecord.example().write(to: path)
        let text = try folder.text("run.json")
        #expect(text.hasPrefix("{\n  \"axes\""))
        #expect(text.hasSuffix("}\n"))
        #expect(text.contains("a/b.png"))
        #expect(try RunRecord(contentsOf: path) == .example())
        #expect(try RunRecord.example().json() == Data(text.utf8))
    }

    @Test func leavesOutUndefinedMeasures() throws {
        var record = RunRecord.example()
        record.summary = ["psnr": .infinity, "ratio": .nan, "ssim": 1]
        record.secondsPerIteration = .nan
        try record.write(to: path)
        let read = try RunRecord(contentsOf: path)
        #expect(read.summary == ["ssim": 1])
        #expect(read.secondsPerIteration == nil)
    }

    @Test func ignoresUnknownFieldsAndMissingOptionalOnes() throws {
        var object = try #require(JSONSerialization.jsonObject(with: RunRecord.example().json()) as? [String: Any])
        object["from_the_future"] = ["a": 1]
        object["error"] = nil
        object["scale"] = nil
        // Records of earlier versions have none.
        object["resumed"] = nil
        try folder.file("run.json", String(decoding: JSONSerialization.data(withJSONObject: object), as: UTF8.self))
        var expected = RunRecord.example()
        expected.error = nil
        expected.scale = nil
        expected.resumed = nil
        #expect(try RunRecord(contentsOf: path) == expected)
    }

    @Test(arguments: [
        ("", "is not valid JSON"),
        ("{\"name\": ", "is not valid JSON"),
        ("[1, 2]", "it must contain one JSON object"),
        ("{}", "the field 'name' is missing"),
    ])
    func namesTheFile(text: String, problem: String) throws {
        try folder.file("run.json", text)
        let error = try #require(throws: RecordError.self) { try RunRecord(contentsOf: path) }
        #expect(error.description.hasPrefix("\(path): "))
        #expect(error.description.contains(problem))
    }

    @Test(arguments: [
        ("status", "sleeping", "the field 'status' has a value that is not allowed"),
        ("seed", "zero", "the field 'seed' has a value of the wrong type"),
        ("provenance", "none", "the field 'provenance' has a value of the wrong type"),
    ])
    func namesTheField(field: String, value: String, problem: String) throws {
        var object = try #require(JSONSerialization.jsonObject(with: RunRecord.example().json()) as? [String: Any])
        object[field] = value
        try folder.file("run.json", String(decoding: JSONSerialization.data(withJSONObject: object), as: UTF8.self))
        #expect(throws: RecordError("\(path): is not a record of a run: \(problem)")) {
            try RunRecord(contentsOf: path)
        }
    }

    @Test func timesAreUTC() {
        #expect(RunRecord.timestamp(Date(timeIntervalSince1970: 86_400 * 365)) == "1971-01-01T00:00:00Z")
    }
}
