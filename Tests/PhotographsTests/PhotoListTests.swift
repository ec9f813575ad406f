import Foundation
import Imaging
import Testing
@testable import Photographs

@Suite struct PhotoListTests {
    private let bench: PhotoBench

    init() throws { bench = try PhotoBench() }

    @Test func foldersStandForTheirPhotographs() throws {
        let files = FileManager.default, path = bench.folder.path
        for name in ["b.JPG", "a.png", "c.bmp", ".hidden.png", "d.gif"] {
            #expect(files.createFile(atPath: "\(path)/\(name)", contents: nil))
        }
        try files.createDirectory(atPath: path + "/deep.png", withIntermediateDirectories: false)
        for folder in [path, path + "/"] {
            let list = try PhotoList(["first.png", folder])
            #expect(list.photographs == ["first.png"] + ["a.png", "b.JPG", "c.bmp"].map { "\(path)/\($0)" })
            #expect(list.folders == [folder])
            #expect(list.notes == ["\(folder): left out, because they are no PNG, JPEG, TIFF or BMP: d.gif"])
        }
        #expect(
            bench.sentence { _ = try PhotoList([path + "/deep.png"]) } == "deep.png: has no PNG, JPEG, TIFF or BMP file"
        )
    }
}
