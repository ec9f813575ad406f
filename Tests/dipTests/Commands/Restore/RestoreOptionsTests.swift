import Testing
@testable import dip

@Suite struct RestoreOptionsTests {
    @Test(arguments: [("8GB", 8 << 30), ("1.5 GB", 3 << 29), ("500mb", 500 << 20), ("64K", 64 << 10), ("2G", 2 << 30)])
    func sizesAreRead(text: String, count: Int) {
        #expect(ByteCount(argument: text)?.bytes == count)
    }

    @Test(arguments: ["", "8", "GB", "-1GB", "1TB", "1.2.3GB", "0MB", "1e9GB", "99999999GB", "infGB"])
    func otherTextIsNone(text: String) {
        #expect(ByteCount(argument: text) == nil)
    }

    @Test(arguments: [
        ("photo.jpg", false, "photo-restored.png"), ("a/b.c/photo.x.jpeg", false, "a/b.c/photo.x-restored.png"),
        ("/photo", true, "/photo-restored-preview.png"),
        ("d.d/photo", false, "d.d/photo-restored.png"), (".hidden", false, ".hidden-restored.png"),
    ])
    func picturesAreNamedAfterTheirPhotograph(photo: String, isPreview: Bool, name: String) {
        #expect(RestoreOutput.standardName(photo, isPreview: isPreview) == name)
    }
}
