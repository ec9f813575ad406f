import Imaging

/// The mask of a photograph to be filled in: white where it is known.
struct PhotoMask {
    private let known: Image

    /// Reads a mask file; throws `ImageFileError` or `RegionMaskError`, also if its size differs from the photograph's.
    init(path: String, photograph: Photograph, path photo: String) throws {
        let image = photograph.image
        known = try RegionMask(contentsOf: path)
            .mask(
                channels: 1, height: image.height, width: image.width,
                crop: .rectangle(left: 0, top: 0, right: image.width, bottom: image.height))
        guard known.pixels.contains(0) else {
            throw PhotoError(
                "\(path): the mask is white everywhere, so nothing of \(photo) is to be filled in; paint the missing part black"
            )
        }
    }

    /// The mask for the photograph or a reduced version: a reduced pixel is known if all pixels that it averages are known. One plane per channel.
    func mask(for image: Image) -> Image {
        let reduced = known.reduced(toLongerSide: max(image.height, image.width))
        let plane = reduced.pixels.map { $0 > 1 - 1e-4 ? Float(1) : 0 }
        return Image(
            channels: image.channels, height: image.height, width: image.width,
            pixels: Array(repeatElement(plane, count: image.channels).joined()))
    }
}
