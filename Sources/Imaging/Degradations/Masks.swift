import Randomness

/// Samples kept or lost at random, y = x . m (METHOD section 5, inpainting).
public struct BernoulliMask: Equatable, Sendable {
    /// The fraction of samples that is kept.
    public let keep: Double
    /// Seed of numpy's legacy generator; 100 in the published masks.
    public let seed: UInt32

    /// Takes the fraction to keep and a seed; traps when the fraction is not in 0...1.
    public init(keep: Double, seed: UInt32) {
        precondition((0...1).contains(keep), "the kept fraction \(keep) is not in 0...1")
        self.keep = keep
        self.seed = seed
    }

    /// The mask m, 1 where a sample is kept: random_sample > 1 - keep, one draw per sample in C, H, W order.
    public func mask(channels: Int, height: Int, width: Int) -> Image {
        let threshold = 1 - keep
        return Image(channels: channels, height: height, width: width).changed(seed: seed) { sample, random in
            if random.randomSample() > threshold { sample = 1 }
        }
    }

    /// The image with the lost samples set to 0.
    public func apply(to image: Image) -> Image {
        var result = mask(channels: image.channels, height: image.height, width: image.width)
        result.pixels.withUnsafeMutableBufferPointer { pixels in
            for i in pixels.indices { pixels[i] *= image.pixels[i] }
        }
        return result
    }
}

/// Why a random mask cannot be used; its description is the sentence to show.
public enum BernoulliMaskError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No sample is kept in the part that is restored.
    case nothingKept(keep: Double)

    public var description: String {
        switch self {
        case .nothingKept(let keep):
            "the mask of 'bernoulli' \(keep) keeps no sample of the image; give a larger 'bernoulli'"
        }
    }
}

/// Why a mask file cannot be used; its description is the sentence to show.
public enum RegionMaskError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A sample between black and white, or of one colour only.
    case notBlackAndWhite(path: String, x: Int, y: Int)
    /// The mask file has another size than its image, in pixels.
    case wrongSize(path: String, width: Int, height: Int, imageWidth: Int, imageHeight: Int)
    /// No pixel is known in the part that is restored.
    case nothingKnown(path: String)

    public var description: String {
        switch self {
        case .notBlackAndWhite(let path, let x, let y):
            "\(path): the pixel at column \(x), row \(y) is neither black nor white; a mask is white where the image is known and black elsewhere"
        case .wrongSize(let path, let width, let height, let imageWidth, let imageHeight):
            "\(path): the mask is \(width) x \(height), its image \(imageWidth) x \(imageHeight); they must have the same size"
        case .nothingKnown(let path):
            "\(path): the mask is black in the whole part of the image that is restored; some of it must be white"
        }
    }
}

/// Regions that are known or lost, drawn in an image file: white where known, black where lost (METHOD section 5, inpainting).
public struct RegionMask: Equatable, Sendable {
    /// One channel: 1 where known, 0 where lost.
    public let image: Image
    private let path: String

    /// Reads a mask; throws `ImageFileError`, and `RegionMaskError` for a file that contains other values than black and white.
    public init(contentsOf path: String) throws {
        try self.init(ImageFile.load(path).image, path: path)
    }

    /// Takes a picture whose channels are equal; `path` names it in errors.
    init(_ picture: Image, path: String) throws {
        let count = picture.height * picture.width
        for i in 0..<count {
            let value = picture.pixels[i]
            guard value == 0 || value == 1,
                (1..<picture.channels).allSatisfy({ picture.pixels[$0 * count + i] == value })
            else {
                throw RegionMaskError.notBlackAndWhite(path: path, x: i % picture.width, y: i / picture.width)
            }
        }
        image = Image(
            channels: 1, height: picture.height, width: picture.width, pixels: Array(picture.pixels[..<count]))
        self.path = path
    }

    /// The mask m for the part `crop` of an image of this size: 1 where a sample is known, the same in each channel.
    ///
    /// Throws `RegionMaskError` when the sizes differ or nothing is known there, `CropError` as cropping the image does.
    public func mask(channels: Int, height: Int, width: Int, crop: Crop) throws -> Image {
        guard image.height == height, image.width == width else {
            throw RegionMaskError.wrongSize(
                path: path, width: image.width, height: image.height, imageWidth: width, imageHeight: height)
        }
        let part = try image.cropped(crop)
        guard part.pixels.contains(1) else { throw RegionMaskError.nothingKnown(path: path) }
        return Image(
            channels: channels, height: part.height, width: part.width,
            pixels: Array(repeatElement(part.pixels, count: channels).joined()))
    }
}
