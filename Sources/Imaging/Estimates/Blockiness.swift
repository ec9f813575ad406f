/// Measures how visible the 8 x 8 blocks of a JPEG are.
///
/// After Wang, Sheikh and Bovik, "No-reference perceptual quality assessment of JPEG compressed images", ICIP 2002: the mean step between
/// neighbouring pixels across block borders, divided by that inside blocks.
public enum Blockiness {
    private static let side = 8

    /// The ratio of the two mean steps in the grey image, 1 without blocks; nil for images without steps or with fewer than two blocks.
    ///
    /// The blocks may start at any of eight offsets along each axis; the offset with the largest steps is used, so cropped images work too.
    public static func ratio(of image: Image) -> Double? {
        let grey = image.grey
        let ratios = [
            along(grey, height: grey.height, width: grey.width, step: 1, stride: grey.width),
            along(grey, height: grey.width, width: grey.height, step: grey.width, stride: 1),
        ].compactMap(\.self)
        return ratios.isEmpty ? nil : ratios.reduce(0, +) / Double(ratios.count)
    }

    /// Steps along lines of `width` samples that lie `step` apart; `height` lines, `stride` apart.
    private static func along(_ grey: Image, height: Int, width: Int, step: Int, stride: Int) -> Double? {
        guard width >= 2 * side else { return nil }
        var sums = [Double](repeating: 0, count: side), counts = [Int](repeating: 0, count: side)
        for line in 0..<height {
            for x in 0..<width - 1 {
                let i = line * stride + x * step
                sums[x % side] += Double(abs(grey.pixels[i + step] - grey.pixels[i]))
                counts[x % side] += 1
            }
        }
        let means = zip(sums, counts).map { $0 / Double($1) }
        let largest = means.max()!
        let others = (means.reduce(0, +) - largest) / Double(side - 1)
        return others > 0 ? largest / others : nil
    }
}
