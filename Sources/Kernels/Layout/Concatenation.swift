/// Concatenates two maps along their channels, each cropped about its centre to height x width (METHOD section 2.2).
public struct Concatenation {
    /// One input: its size, and where its channels begin in the output.
    struct Part {
        let height: Int, width: Int, channels: Int, offset: Int
    }

    private let height: Int, width: Int, channels: Int
    private let parts: [Part]

    public init(first: (height: Int, width: Int, channels: Int), second: (height: Int, width: Int, channels: Int)) {
        height = min(first.height, second.height)
        width = min(first.width, second.width)
        channels = first.channels + second.channels
        parts = [
            Part(height: first.height, width: first.width, channels: first.channels, offset: 0),
            Part(height: second.height, width: second.width, channels: second.channels, offset: first.channels),
        ]
    }

    /// - Parameter inputs: one map a part; nil for one that was written in its place.
    public func forward(inputs: [UnsafePointer<Float>?], output: UnsafeMutablePointer<Float>) -> [ParallelRegion] {
        zip(parts, inputs).compactMap { part, input in
            guard let input else { return nil }
            return ParallelRegion(.joining("concatenation forward"), tiles: height) { y, _ in
                let top = (part.height - height) / 2, left = (part.width - width) / 2
                for x in 0..<width {
                    (output + (y * width + x) * channels + part.offset)
                        .update(from: input + ((y + top) * part.width + x + left) * part.channels, count: part.channels)
                }
            }
        }
    }

    /// The gradient of input 0 or 1; what the crop cut off gets 0.
    public func backward(
        part index: Int, outputGradient: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        let part = parts[index]
        let top = (part.height - height) / 2, left = (part.width - width) / 2
        return [
            ParallelRegion(.joining("concatenation backward"), tiles: part.height) { y, _ in
                let row = inputGradient + y * part.width * part.channels
                guard (top..<(top + height)).contains(y) else {
                    return row.update(repeating: 0, count: part.width * part.channels)
                }
                for x in 0..<part.width {
                    let target = row + x * part.channels
                    if (left..<(left + width)).contains(x) {
                        target.update(
                            from: outputGradient + ((y - top) * width + x - left) * channels + part.offset,
                            count: part.channels)
                    } else {
                        target.update(repeating: 0, count: part.channels)
                    }
                }
            }
        ]
    }
}
