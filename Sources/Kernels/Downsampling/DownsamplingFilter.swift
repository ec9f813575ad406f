/// The fixed filters that halve one axis of a map (METHOD section 2.2): a row of n samples becomes n / 2, truncated.
public enum DownsamplingFilter: Equatable, Sendable {
    /// The mean of two samples.
    case average
    /// Lanczos-2 and -3, stretched to twice their width about the middle between two samples, weights normalised, border replicated.
    case lanczos2, lanczos3

    /// The table that halves `count` samples.
    public func halving(_ count: Int) -> InterpolationTable {
        InterpolationTable(inputs: count, outputs: count / 2) { output in
            guard let support else { return [(2 * output, 0.5), (2 * output + 1, 0.5)] }
            let centre = 2 * Double(output) + 0.5
            let taps = (0..<4 * support).map { tap -> (index: Int, weight: Double) in
                let index = 2 * output + 1 - 2 * support + tap
                let distance = (Double(index) - centre) / 2
                return (
                    index, InterpolationFilter.sinc(distance) * InterpolationFilter.sinc(distance / Double(support))
                )
            }
            let sum = taps.reduce(0) { $0 + $1.weight }
            return taps.map { (min(max($0.index, 0), count - 1), $0.weight / sum) }
        }
    }

    /// Reach of the Lanczos kernel on either side, in samples of the result.
    private var support: Int? {
        switch self {
        case .average: nil
        case .lanczos2: 2
        case .lanczos3: 3
        }
    }
}
