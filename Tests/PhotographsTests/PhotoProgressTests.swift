import Downloads
import Foundation
import TestTools
import Testing

@testable import Photographs

/// Which picture an interrupted restoration left, by its record.
@Suite struct PhotoProgressTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for name in ["photo", "other", "mask", "out.png", "out.jpg"] { try write(name, to: name) }
        try write(record(picture: "out.png"), to: "out/restoration.json")
    }

    private func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: "\(folder.path)/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func record(picture: String?) -> String {
        let fields: [String: String?] = [
            "options": "a", "ending": "interrupted", "picture": picture,
            "photo_sha256": FileSum.sha256(Data("photo".utf8)), "mask_sha256": FileSum.sha256(Data("mask".utf8)),
        ]
        let lines = fields.compactMap { key, value in value.map { "\"\(key)\": \"\($0)\"" } }
        return "{\(lines.joined(separator: ", "))}"
    }

    private func isInterrupted(
        photo: String = "photo", mask: String? = "mask", picture: String = "out.png", record: String = "out",
        options: String = "a"
    ) -> Bool {
        PhotoProgress.isInterrupted(
            photo: "\(folder.path)/\(photo)", mask: mask.map { "\(folder.path)/\($0)" },
            picture: "\(folder.path)/\(picture)", record: "\(folder.path)/\(record)/restoration.json", options: options)
    }

    @Test func photographMaskPictureAndOptionsMustBeTheSame() throws {
        #expect(isInterrupted() && isInterrupted(picture: "out/../out.png"))
        #expect(!isInterrupted(photo: "other") && !isInterrupted(mask: "other") && !isInterrupted(options: "b"))
        #expect(!isInterrupted(picture: "out.jpg") && !isInterrupted(picture: "out/out.png"))
        #expect(!isInterrupted(record: "none"))
    }

    /// Beside another folder the name says too little.
    @Test func aRecordElsewhereHasTheWholePath() throws {
        let name = PhotoRecord.name(of: folder.path + "/out.png", recordedIn: folder.path + "/records/one/")
        #expect(name == folder.path + "/out.png")
        try write(record(picture: name), to: "records/one/restoration.json")
        #expect(isInterrupted(record: "records/one"))
        try write("", to: "records/out.png")
        #expect(!isInterrupted(picture: "records/out.png", record: "records/one"))
    }

    @Test func olderRecordsHaveTheNameOfTheirPicture() throws {
        for name in ["out", "else"] { try write(record(picture: nil), to: "\(name)/restoration.json") }
        #expect(isInterrupted())
        #expect(!isInterrupted(record: "else") && !isInterrupted(picture: "other.png"))
    }

    @Test func anotherPictureThanTheInterruptedOneIsForeign() throws {
        func progress(_ picture: String) throws -> PhotoProgress {
            try PhotoProgress(
                photo: "\(folder.path)/photo", mask: "\(folder.path)/mask", picture: "\(folder.path)/\(picture)",
                record: "\(folder.path)/out/restoration.json", options: "a")
        }
        #expect(try progress("out.png") == .open && progress("none.png") == .open)
        #expect(
            try progress("out.jpg")
                == .foreign("exists already, and is not the picture that its record belongs to"))
    }
}
