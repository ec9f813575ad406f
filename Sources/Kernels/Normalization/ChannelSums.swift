/// Sums over all pixels of a map (pixels x channels), in two fixed rounds: blocks of pixels in Float, the blocks in Double.
public struct ChannelSums {
    public let pixels: Int
    public let channels: Int
    private static let block = 512

    public init(pixels: Int, channels: Int) {
        self.pixels = pixels
        self.channels = channels
    }

    private var blocks: Int { (pixels + Self.block - 1) / Self.block }
    /// Floats of scratch for `partials`.
    public var partialsCount: Int { blocks * channels }

    /// Bias gradient of a convolution: gradient[c] = sum over pixels of outputGradient.
    public func biasGradient(outputGradient: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>,
                             partials: UnsafeMutablePointer<Float>) -> [Work] {
        [sum("bias gradient", of: outputGradient, partials: partials),
         finish("bias gradient", partials: partials) { channel, sum in gradient[channel] = Float(sum) }]
    }

    /// partials[block][c] = sum of values[p][c] over the block's pixels.
    func sum(_ name: String, of values: UnsafePointer<Float>, partials: UnsafeMutablePointer<Float>) -> Work {
        Work(name, count: pixels, size: Self.block) { start, end, _ in
            let row = partials + start / Self.block * channels
            guard channels >= Vector.scalarCount else {
                // An image's channels: sums in registers, not one after the other through memory.
                for channel in 0..<channels {
                    var sum: Float = 0
                    for pixel in start..<end { sum += values[pixel &* channels &+ channel] }
                    row[channel] = sum
                }
                return
            }
            row.update(repeating: 0, count: channels)
            for pixel in start..<end {
                let source = values + pixel &* channels
                forEachVector(channels) { row.store(row.vector($0) + source.vector($0), $0) } rest: { row[$0] += source[$0] }
            }
        }
    }

    /// partials[block][c] = sum of (values[p][c] - mean[c])^2 over the block's pixels.
    func sumOfSquares(_ name: String, of values: UnsafePointer<Float>, minus mean: UnsafePointer<Float>,
                      partials: UnsafeMutablePointer<Float>) -> Work {
        Work(name, count: pixels, size: Self.block) { start, end, _ in
            let row = partials + start / Self.block * channels
            row.update(repeating: 0, count: channels)
            for pixel in start..<end {
                let source = values + pixel &* channels
                forEachVector(channels) {
                    let deviation = source.vector($0) - mean.vector($0)
                    row.store(row.vector($0).adding(deviation, times: deviation), $0)
                } rest: {
                    row[$0] += (source[$0] - mean[$0]) * (source[$0] - mean[$0])
                }
            }
        }
    }

    /// partials[block][c] = sum of gradient[p][c] * (values[p][c] - mean[c]) over the block's pixels.
    func sumOfProducts(_ name: String, of gradient: UnsafePointer<Float>, and values: UnsafePointer<Float>,
                       minus mean: UnsafePointer<Float>, partials: UnsafeMutablePointer<Float>) -> Work {
        Work(name, count: pixels, size: Self.block) { start, end, _ in
            let row = partials + start / Self.block * channels
            row.update(repeating: 0, count: channels)
            for pixel in start..<end {
                let left = gradient + pixel &* channels
                let right = values + pixel &* channels
                forEachVector(channels) {
                    row.store(row.vector($0).adding(left.vector($0), times: right.vector($0) - mean.vector($0)), $0)
                } rest: {
                    row[$0] += left[$0] * (right[$0] - mean[$0])
                }
            }
        }
    }

    /// Hands the Double sum of each channel to `take`.
    func finish(_ name: String, partials: UnsafePointer<Float>, _ take: @escaping (_ channel: Int, _ sum: Double) -> Void) -> Work {
        Self.finish(name, rows: blocks, channels: channels, partials: partials, take)
    }

    /// Adds `rows` partial sums of each channel, in order, and hands the result to `take`.
    static func finish(_ name: String, rows: Int, channels: Int, partials: UnsafePointer<Float>,
                       _ take: @escaping (_ channel: Int, _ sum: Double) -> Void) -> Work {
        // A cache line of channels at a time.
        Work(name, count: channels, size: 16) { start, end, _ in
            for channel in start..<end {
                var sum = 0.0
                for row in 0..<rows { sum += Double(partials[row &* channels &+ channel]) }
                take(channel, sum)
            }
        }
    }
}
