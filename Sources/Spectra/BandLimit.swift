/// An ideal low-pass filter: it removes everything above a fraction of the Nyquist frequency from a plane's spectrum.
///
/// A component with u periods over the height and v over the width is kept if sqrt((u / height)^2 + (v / width)^2) <= cutoff / 2,
/// in the normalised frequency of the `isotropic` bands; the mean is always kept. Kept components are not scaled.
public struct BandLimit: Sendable {
    /// The cut-off as a fraction of the Nyquist frequency, above 0; sqrt 2 and more keep everything.
    public let cutoff: Double

    /// Takes the cut-off as a fraction of the Nyquist frequency.
    public init(cutoff: Double) {
        self.cutoff = cutoff
    }

    /// Whether a component of the transform of height x width planes is kept.
    public func keeps(row: Int, column: Int, height: Int, width: Int) -> Bool {
        let u = Double(min(row, height - row)) / Double(height), v = Double(min(column, width - column)) / Double(width)
        return 4 * (u * u + v * v) <= cutoff * cutoff * (1 + 1e-12)
    }

    /// Whether anything besides the mean of a height x width plane is kept.
    public func keepsMoreThanTheMean(height: Int, width: Int) -> Bool {
        height > 1 && keeps(row: 1, column: 0, height: height, width: width)
            || width > 1 && keeps(row: 0, column: 1, height: height, width: width)
    }

    /// Filters planes of height x width samples in place; `planes` contains them one after the other.
    public func apply(to planes: inout [Float], height: Int, width: Int) {
        precondition(
            planes.count.isMultiple(of: height * width),
            "\(planes.count) samples are not planes of \(height) x \(width)")
        let forward = RealTransform(height: height, width: width),
            backward = InverseRealTransform(height: height, width: width)
        let scale = 1 / Float(height * width)
        for start in stride(from: 0, to: planes.count, by: height * width) {
            for i in 0..<(height * width) { forward.input[i] = planes[start + i] }
            let spectrum = forward.execute()
            for row in 0..<height {
                for column in 0..<forward.halfWidth {
                    let place = 2 * (row * forward.halfWidth + column)
                    let factor = keeps(row: row, column: column, height: height, width: width) ? scale : 0
                    backward.input[place] = factor * spectrum[place]
                    backward.input[place + 1] = factor * spectrum[place + 1]
                }
            }
            let filtered = backward.execute()
            for i in 0..<(height * width) { planes[start + i] = filtered[i] }
        }
    }
}
