import Imaging

/// The mask of a photograph to be filled in: white where it is known.
struct PhotoMask {
    private let known: Image

    /// Reads it; throws `ImageFileError` or `RegionMaskError`, also for one that is not of the photograph's size.
    init(path: String, photograph: Photograph, path photo: String) throws {
        let image = photograph.image
        known = try RegionMask(contentsOf: path)
            .mask(
                channels: 1, height: image.height, width: image.width,
                crop: .rectangle(left: 0, top: 0, right: image.width, bottom: image.height))
        guard known.pixels.contains(0) else {
            throw PhotoError(
                "\(path): the mask is white all over, so that nothing of \(photo) is to be filled in; paint that black")
        }
    }

    /// For an image that is the photograph or a reduced one: a pixel is known there where all that it is made of is. One plane a channel.
    func mask(for image: Image) -> Image {
        let reduced = known.reduced(toLongerSide: max(image.height, image.width))
        let plane = reduced.pixels.map { $0 > 1 - 1e-4 ? Float(1) : 0 }
        return Image(
            channels: image.channels, height: image.height, width: image.width,
            pixels: Array(repeatElement(plane, count: image.channels).joined()))
    }
}
