/// The size that a case is built at: of the map that its operation reads.
package struct CaseSize: Equatable, Sendable, CustomStringConvertible {
    package let height: Int
    package let width: Int
    package let channels: Int
    /// Channels that the case's convolutions give.
    package let outputs: Int

    package init(_ height: Int, _ width: Int, channels: Int, outputs: Int? = nil) {
        self.height = height
        self.width = width
        self.channels = channels
        self.outputs = outputs ?? channels
    }

    package var description: String { "\(channels) -> \(outputs) channels, \(height) x \(width)" }
}

extension CaseSize {
    /// Sizes for 3 x 3 convolutions: Winograd's method takes a vector of channels or more, filled or not, and at least 256 pixels, in
    /// tiles of 4 x 4.
    static let aboutWinograd = [
        CaseSize(7, 9, channels: 16), CaseSize(19, 21, channels: 32), CaseSize(20, 20, channels: 32, outputs: 64),
        CaseSize(21, 23, channels: 64, outputs: 32), CaseSize(20, 26, channels: 16), CaseSize(16, 16, channels: 32),
        CaseSize(18, 21, channels: 20, outputs: 37), CaseSize(17, 19, channels: 25, outputs: 41),
        CaseSize(20, 17, channels: 23, outputs: 16),
    ]

    /// Sizes for kernels of other sides and strides, which are computed row by row: one part of a row and several, vectors filled or not.
    static let aboutRows = [
        CaseSize(9, 8, channels: 16, outputs: 32), CaseSize(7, 105, channels: 16, outputs: 16),
        CaseSize(12, 13, channels: 19, outputs: 37),
    ]

    /// Sizes for chains of them: odd, even but no multiples of 4, below the limit.
    static let chain = [
        CaseSize(21, 23, channels: 32), CaseSize(20, 22, channels: 32, outputs: 64), CaseSize(6, 9, channels: 16),
        CaseSize(18, 19, channels: 18, outputs: 29),
    ]

    /// Sizes before a doubling: both maps below the limit, one, none.
    static let doubledChain = [
        CaseSize(3, 4, channels: 16), CaseSize(10, 11, channels: 32), CaseSize(20, 21, channels: 32),
    ]

    /// Vectors of 8 channels with and without a rest, for operations without weights.
    static let vectors = [CaseSize(9, 8, channels: 16), CaseSize(5, 6, channels: 11)]
}
