extension Image {
    /// The image composited on white with a one-channel `alpha`; the image itself without alpha.
    ///
    /// 1 - alpha + alpha x colour, in double precision. Traps when the sizes differ.
    public func composited(alpha: Image?) -> Image {
        guard let alpha else { return self }
        precondition(
            alpha.channels == 1 && alpha.height == height && alpha.width == width, "the alpha's size is not its image's"
        )
        let count = height * width
        var result = self
        result.pixels.withUnsafeMutableBufferPointer { pixels in
            for i in pixels.indices {
                // The quotient that the file's 8 or 16 bits stand for, exactly: 255 divides 65535.
                let opacity = (Double(alpha.pixels[i % count]) * 65535).rounded() / 65535
                pixels[i] = Float(1 - opacity + opacity * Double(pixels[i]))
            }
        }
        return result
    }

    /// The channels of the image followed by that of `alpha`; traps when the sizes differ.
    func with(alpha: Image) -> Image {
        precondition(
            alpha.channels == 1 && alpha.height == height && alpha.width == width, "the alpha's size is not its image's"
        )
        return Image(channels: channels + 1, height: height, width: width, pixels: pixels + alpha.pixels)
    }
}
