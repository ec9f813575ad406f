/// The part of an image to keep.
public enum Crop: Equatable, Sendable {
    /// The largest centred part whose sides are multiples of this; 32 as published.
    case multipleOf(Int)
    /// A centred square of this side.
    case centred(Int)
    /// Columns left ..< right and rows top ..< bottom.
    case rectangle(left: Int, top: Int, right: Int, bottom: Int)

    /// The published default (METHOD section 1).
    public static let published = Crop.multipleOf(32)
}

/// Why an image cannot be cropped or padded; its description is the sentence to show.
public enum CropError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The crop, as a phrase, doesn't lie within an image of this size.
    case doesNotFit(crop: String, width: Int, height: Int)
    /// A side or factor below 1, or a rectangle without area.
    case notPositive(crop: String)
    /// Reflection repeats at most side - 1 samples on each edge.
    case cannotReflect(side: Int, multiple: Int)

    public var description: String {
        switch self {
        case .doesNotFit(let crop, let width, let height):
            "\(crop) does not fit into an image of \(width) x \(height) pixels"
        case .notPositive(let crop): "\(crop) is empty; sides and multiples of at least 1 are allowed"
        case .cannotReflect(let side, let multiple):
            "a side of \(side) pixels is too short to be padded by reflection to a multiple of \(multiple)"
        }
    }
}

extension Crop {
    /// The kept rows and columns of an image of this size; throws `CropError`.
    ///
    /// Centred crops start at (size - cropped) / 2, truncated (METHOD section 1).
    public func ranges(height: Int, width: Int) throws -> (rows: Range<Int>, columns: Range<Int>) {
        func centred(_ side: Int, in size: Int) -> Range<Int> {
            let offset = (size - side) / 2
            return offset..<offset + side
        }
        switch self {
        case .multipleOf(let factor):
            let phrase = "a crop to a multiple of \(factor)"
            guard factor > 0 else { throw CropError.notPositive(crop: phrase) }
            guard height >= factor && width >= factor else {
                throw CropError.doesNotFit(crop: phrase, width: width, height: height)
            }
            return (centred(height / factor * factor, in: height), centred(width / factor * factor, in: width))
        case .centred(let side):
            let phrase = "a centred crop of \(side) x \(side)"
            guard side > 0 else { throw CropError.notPositive(crop: phrase) }
            guard height >= side && width >= side else {
                throw CropError.doesNotFit(crop: phrase, width: width, height: height)
            }
            return (centred(side, in: height), centred(side, in: width))
        case .rectangle(let left, let top, let right, let bottom):
            let phrase = "the crop [\(left), \(top), \(right), \(bottom)] (left, top, right, bottom)"
            guard left < right && top < bottom else { throw CropError.notPositive(crop: phrase) }
            guard left >= 0 && top >= 0 && right <= width && bottom <= height else {
                throw CropError.doesNotFit(crop: phrase, width: width, height: height)
            }
            return (top..<bottom, left..<right)
        }
    }
}

extension Image {
    /// The part named by `crop`; throws `CropError` when it doesn't lie within the image.
    public func cropped(_ crop: Crop) throws -> Image {
        let (rows, columns) = try crop.ranges(height: height, width: width)
        var result = Image(channels: channels, height: rows.count, width: columns.count)
        for channel in 0..<channels {
            for (row, y) in rows.enumerated() {
                let source = (channel * height + y) * width
                let target = (channel * result.height + row) * result.width
                result.pixels.replaceSubrange(
                    target..<target + columns.count,
                    with: pixels[source + columns.lowerBound..<source + columns.upperBound])
            }
        }
        return result
    }
}
