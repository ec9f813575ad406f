import Foundation
import Imaging
import Testing

/// Wrong requests to restore a photograph are refused with one sentence and status 2, and leave nothing behind.
@Suite struct RestoreRequestTests {
    private static let cases = [
        ("photo.png", "missing expected argument '--task <task>'"),
        ("photo.png --task paint", "the value 'paint' is invalid for '--task <task>'"),
        ("none.png --task denoise", "none.png: cannot read the image: no such file or directory"),
        ("text.png --task denoise", "text.png: is not a PNG, JPEG, TIFF or BMP image"),
        (
            "photo.png --task inpaint",
            "--task inpaint needs a --mask: black where the photograph is to be filled in, else white"
        ),
        ("photo.png --task denoise --mask mask.png", "--mask belongs to --task inpaint"),
        ("photo.png --task inpaint --mask none.png", "none.png: cannot read the image"),
        (
            "photo.png --task inpaint --mask photo.png",
            "photo.png: the pixel at column 0, row 0 is neither black nor white"
        ),
        (
            "photo.png --task inpaint --mask mask.png",
            "mask.png: the mask is 40 x 40, its image 64 x 64; they must have the same size"
        ),
        ("photo.png --task super-resolve --factor 3", "--factor must be 2, 4 or 8, not 3"),
        ("photo.png x3 --task super-resolve", "the enlargement must be x2, x4 or x8, not 'x3'"),
        ("photo.png x2 --task super-resolve --factor 4", "the factor is given twice, as --factor and as x2"),
        ("photo.png --task denoise --factor 4", "--factor belongs to --task super-resolve"),
        (
            "photo.png small.png --task denoise",
            "several photographs need a folder for their results: name it with --output-folder"
        ),
        (". --task denoise", ".: is a folder of photographs; name the one of results with --output-folder"),
        (
            "photo.png --task denoise --output-folder x -o y.png",
            "--output-folder cannot be used together with --output"
        ),
        ("photo.png --task denoise --format jpeg", "--format belongs to --output-folder"),
        (
            "photo.png --task denoise --output-folder x --quality 9",
            "--quality belongs to a JPEG: add --format jpeg"
        ),
        (". --task denoise --output-folder ./", ".: is the folder of the photographs; choose another"),
        (
            "photo.png ./photo.png --task denoise --output-folder x",
            "photo.png and ./photo.png would both become x/photo-restored.png"
        ),
        ("photo.png --task denoise --stop sometime", "the value 'sometime' is invalid for '--stop <stop>'"),
        (
            "photo.png --task inpaint --mask mask.png --stop loss-target",
            "--stop loss-target belongs to --task denoise and --task deblock"
        ),
        ("photo.png --task enhance --sigma 3", "--sigma belongs to --task denoise, or to --stop loss-target"),
        ("photo.png --task denoise --sigma 0", "--sigma must be a number above 0 and at most 255"),
        ("photo.png --task denoise --lipschitz nan", "--lipschitz must be a number, 0 or more"),
        ("photo.png --task denoise --iterations 0", "--iterations must be a whole number from 1 to 10000000"),
        ("photo.png --task denoise --threads 0", "--threads must be a whole number from 1 to 256, not 0"),
        ("photo.png --task denoise --tile 10", "--tile must be a whole number from 64 to 65536, not 10"),
        ("photo.png --task denoise --memory much", "the value 'much' is invalid for '--memory <size>'"),
        ("photo.png --task denoise --memory 50MB", "more than the limit of 50 MB; raise the limit with --memory "),
        (
            "photo.png --task denoise -o out.gif",
            "out.gif: the restored picture is a PNG, JPEG or TIFF; give it a name that ends in .png, .jpg or .tif"
        ),
        ("photo.png --task denoise -o .jpg", ".jpg: the restored picture is a PNG, JPEG or TIFF"),
        ("photo.png --task denoise --quality 90", "photo-restored.png: --quality belongs to a JPEG"),
        ("photo.png --task denoise -o o.jpg --quality 0", "--quality must be a whole number from 1 to 100, not 0"),
        (
            "scan.tif --task denoise",
            "scan.tif: this kind of TIFF is not supported: compression JPEG; none, LZW, Deflate and PackBits are supported"
        ),
        ("photo.png --task denoise -o none/out.png", "none/out.png: the folder 'none' does not exist"),
        (
            "photo.png --task denoise -o photo.png --force",
            "photo.png: is the photograph itself; choose another file with --output"
        ),
        ("photo.png --task denoise -o ./photo.png --force", "./photo.png: is the photograph itself"),
        ("photo.png --task denoise --record x --no-record", "--record and --no-record cannot be used together"),
        ("small.png --task denoise", "small.png: is 64 x 20 pixels; at least 33 x 33 are needed"),
        (
            "print.jpg --task deblock",
            "print.jpg: this kind of JPEG is not supported: its 4 components are neither grey nor RGB but CMYK; "
                + "convert it: magick in.jpg -colorspace sRGB out.png"
        ),
    ]

    @Test(arguments: cases)
    func isRefused(arguments: String, sentence: String) async throws {
        let folder = try TestFolder()
        let scene = SyntheticImage.leaves.image(width: 64, height: 64)
        try folder.write(scene, to: "photo.png")
        try folder.write(Image(channels: 1, height: 20, width: 64, repeating: 0.5), to: "small.png")
        try folder.write(Image(channels: 1, height: 40, width: 40), to: "mask.png")
        try folder.write("This is no picture.", to: "text.png")
        // One entry: the compression.
        try folder.write(
            [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 3, 1, 3, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0], to: "scan.tif")
        try folder.write(Self.forPrinting(scene), to: "print.jpg")
        let before = folder.names()
        let output = try await DipProgram.shell("exec \"$0\" restore \(arguments)", in: folder)
        #expect(output.status == 2)
        #expect(output.error.hasPrefix("dip: ") && output.error.contains(sentence), "\(output.error)")
        #expect(output.error.count { $0 == "\n" } == 1 && output.out == "")
        #expect(folder.names() == before)
    }

    /// A JPEG whose header promises four components.
    private static func forPrinting(_ image: Image) throws -> [UInt8] {
        var bytes = try JPEGFile.encode(image, quality: 50, path: "")
        let frame = try #require(bytes.indices.first { bytes[$0] == 0xff && bytes[$0 + 1] == 0xc0 })
        bytes[frame + 3] += 3
        bytes[frame + 9] = 4
        bytes.insert(contentsOf: [4, 0x11, 1], at: frame + 19)
        return bytes
    }
}
