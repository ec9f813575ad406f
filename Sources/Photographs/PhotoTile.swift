import Imaging
import Restoration

/// Turns a tile of a photograph into the input of a fit, and the network's output into a restored tile.
struct PhotoTile {
    /// How many times larger the restored tile is.
    let scale: Int
    /// The sides of the network's output are multiples of this.
    let multiple: Int
    /// Blur, sharpness and a decoder of depth 5 need a little more than one such multiple.
    static let smallestOutput = 33

    /// The size of the output for a tile.
    func outputSize(height: Int, width: Int) -> (height: Int, width: Int) {
        // A fit puts a frame about an output by itself, but not where the output is made smaller before it is compared.
        scale == 1 ? (height, width) : (side(height) * scale, side(width) * scale)
    }

    /// A side of a small image after padding.
    private func side(_ length: Int) -> Int {
        let step = max(1, multiple / scale)
        return max((length + step - 1) / step, 2) * step
    }

    /// The tile padded for the network, and the place of the restored tile in the network's output.
    func prepare(_ tile: Image) -> (image: Image, place: Crop) {
        guard scale > 1, case .rectangle(let left, let top, let right, let bottom) = padded(tile).original else {
            return (tile, .rectangle(left: 0, top: 0, right: tile.width, bottom: tile.height))
        }
        return (
            padded(tile).image,
            .rectangle(left: left * scale, top: top * scale, right: right * scale, bottom: bottom * scale)
        )
    }

    private func padded(_ tile: Image) -> (image: Image, original: Crop) {
        tile.padded(height: side(tile.height), width: side(tile.width))
    }

    /// Whether a photograph of this size in pixels is large enough.
    func suits(height: Int, width: Int) -> Bool { min(height, width) * scale >= Self.smallestOutput }
}

extension PhotoPlan {
    /// The photograph's name in progress lines.
    var label: String { request.path.split(separator: "/").last.map(String.init) ?? request.path }

    /// The problem that a network fits for a tile.
    func problem(_ index: Int) -> Problem {
        let prepared = tile.prepare(grid.cut(index, from: photograph.image))
        return Problem(
            photograph: prepared.image, task: configuration.task, mask: mask.map { grid.cut(index, from: $0) })
    }

    /// The restored tile after so many iterations of a fit; `settled` is the image of `SettledAverage`.
    func restored(_ result: FitResult, settled: Image?, iterations: Int, of index: Int) -> Image {
        let part = grid.cut(index, from: photograph.image)
        let output = settings.picture(result, settled: settled, iterations: iterations)
        switch request.task {
        case .denoise, .deblock: return output
        case .superResolve: return tile.restored(output, of: part)
        case .enhance: return DetailEnhancement.published.apply(to: part, smooth: output)
        case .inpaint: return part.filled(with: output, where: grid.cut(index, from: mask!))
        }
    }

    /// The unrestored tile, at the size of a restored one.
    func unrestored(_ index: Int) -> Image {
        let part = grid.cut(index, from: photograph.image)
        return request.scale > 1 ? part.enlarged(by: request.scale, .bicubic) : part
    }
}

extension PhotoTile {
    /// The restored tile in a network's output.
    func restored(_ output: Image, of tile: Image) -> Image {
        guard let restored = try? output.cropped(prepare(tile).place) else {
            preconditionFailure("a tile lies outside its output")
        }
        return restored
    }
}

extension PhotoSettings {
    /// The earlier output that a rule chose; nil where it chose the last one: the average is then taken instead.
    static func chosen(_ result: FitResult, iterations: Int) -> StopOutcome.Choice? {
        result.stops.first(where: \.endsFit)?.chosen.flatMap { $0.iteration < iterations - 1 ? $0 : nil }
    }

    /// The picture that a fit yields: the output that a rule chose among earlier ones, or the average of outputs.
    func picture(_ result: FitResult, settled: Image?, iterations: Int) -> Image {
        if let chosen = Self.chosen(result, iterations: iterations) { return chosen.image }
        // Before that many the average still holds much of the first outputs.
        guard let ema, let averaged = result.averaged, Double(iterations) >= 4 / (1 - ema) else { return result.output }
        return settled ?? averaged
    }
}

extension Image {
    /// Known samples unchanged, the others from `output`.
    fileprivate func filled(with output: Image, where known: Image) -> Image {
        var result = self
        for i in pixels.indices where known.pixels[i] == 0 { result.pixels[i] = output.pixels[i] }
        return result
    }
}

extension PhotoPlan {
    /// The photograph composited on white, at the size of the restored picture.
    package var comparable: Image {
        let seen = photograph.composited
        return request.scale > 1 ? seen.enlarged(by: request.scale, .bicubic) : seen
    }

    /// The number of pixels that are black in the mask.
    package var unknownPixels: Int {
        mask.map { mask in mask.pixels.prefix(mask.height * mask.width).count { $0 == 0 } } ?? 0
    }
}
