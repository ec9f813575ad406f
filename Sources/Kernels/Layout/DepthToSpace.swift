/// Rearranges H x W x 4C into 2H x 2W x C as PyTorch's pixel shuffle does: channel 4c + 2i + j becomes channel c at offset (i, j).
public struct DepthToSpace {
    private let height: Int, width: Int, channels: Int

    /// The size of the input and the channels of the output.
    public init(height: Int, width: Int, outputChannels: Int) {
        self.height = height
        self.width = width
        channels = outputChannels
    }

    public func forward(input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>) -> [ParallelRegion] {
        [
            ParallelRegion(.upsampling("depth to space forward"), tiles: height) { y, _ in
                forEachSample(row: y) { deep, shallow in output[shallow] = input[deep] }
            }
        ]
    }

    public func backward(outputGradient: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>)
        -> [ParallelRegion]
    {
        [
            ParallelRegion(.upsampling("depth to space backward"), tiles: height) { y, _ in
                forEachSample(row: y) { deep, shallow in inputGradient[deep] = outputGradient[shallow] }
            }
        ]
    }

    @inline(__always)
    private func forEachSample(row y: Int, _ visit: (_ deep: Int, _ shallow: Int) -> Void) {
        for x in 0..<width {
            for c in 0..<channels {
                for i in 0..<2 {
                    for j in 0..<2 {
                        visit(
                            ((y &* width &+ x) &* channels &+ c) &* 4 &+ 2 &* i &+ j,
                            ((2 &* y &+ i) &* 2 &* width &+ 2 &* x &+ j) &* channels &+ c)
                    }
                }
            }
        }
    }
}
