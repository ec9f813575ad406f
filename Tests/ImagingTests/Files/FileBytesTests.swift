import Foundation
import Testing
@testable import Imaging

@Suite struct FileBytesTests {
    @Test func replacesAFileInOneStep() throws {
        try Fixture.withFolder { folder in
            let path = folder + "/" + String(repeating: "n", count: 251) + ".png"
            try FileBytes.write([1, 2, 3], to: path)
            try FileBytes.write([4, 5], to: path)
            #expect(try FileBytes.read(path) == [4, 5])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
        }
    }

    @Test func refusesAMissingFolderAndLeavesNothing() throws {
        try Fixture.withFolder { folder in
            let path = folder + "/missing/out.png"
            let error = #expect(throws: ImageFileError.self) { try PNGFile.write(Fixture.ramp(4), to: path) }
            #expect(error?.description == "\(path): cannot write the image: no such file or directory")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
        }
    }

    @Test func refusesFoldersAndDevicesAsTargets() throws {
        try Fixture.withFolder { folder in
            for path in [folder, "/dev/null"] {
                let error = #expect(throws: ImageFileError.self) { try FileBytes.write([1], to: path) }
                #expect(
                    error?.description
                        == "\(path): cannot write the image: a folder, device or pipe of this name exists")
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
        }
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may write into read-only folders"))
    func refusesAReadOnlyFolder() throws {
        try Fixture.withFolder { folder in
            try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder)
            let path = folder + "/out.png"
            let error = #expect(throws: ImageFileError.self) { try PNGFile.write(Fixture.ramp(4), to: path) }
            #expect(error?.description == "\(path): cannot write the image: permission denied")
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "this system has no /dev/full"))
    func saysThatTheDiskIsFull() throws {
        let descriptor = open("/dev/full", O_WRONLY)
        defer { close(descriptor) }
        let error = #expect(throws: ImageFileError.self) {
            try FileBytes.writeAll([1, 2], to: descriptor, path: "out.png")
        }
        #expect(error?.description == "out.png: cannot write the image: no space left on device")
    }
}
