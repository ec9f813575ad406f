import Networks

/// What the options of every architecture provide.
public protocol ArchitectureOptions: Equatable, Sendable {
    /// Channels of the network input z.
    var inputChannels: Int { get }
    /// The factor by which the output's sides are larger than those of z.
    var inputReduction: Int { get }
    /// The image sizes that suit it.
    var sizes: SizeDemand { get }
    /// The network for an output of `channels` x `height` x `width`.
    /// - Throws: `NetworkError` when the size does not suit it.
    func network(channels: Int, height: Int, width: Int) throws -> Network
}

/// The image sizes that suit a network.
public struct SizeDemand: Equatable, Sendable {
    /// Both sides must be multiples of this ...
    public let multiple: Int
    /// ... and at least this, which is itself a multiple.
    public let smallest: Int
    /// The network in a few words: `a decoder of depth 5`.
    public let network: String
    /// The padding, where the smallest size depends on it.
    public let padding: Padding?

    /// - Parameter least: the smallest side, rounded up to a multiple; with a `padding` other than reflection, any multiple is allowed.
    init(multiple: Int, least: Int, padding: Padding? = nil, network: String) {
        self.multiple = multiple
        smallest =
            padding == nil || padding == .reflect ? max(1, (least + multiple - 1) / multiple) * multiple : multiple
        self.padding = padding
        self.network = network
    }

    /// - Throws: `NetworkError` when a side is not a multiple.
    func check(height: Int, width: Int) throws {
        guard height > 0, width > 0, height.isMultiple(of: multiple), width.isMultiple(of: multiple) else {
            let words = multiple == 1 ? "both sides must be at least 1" : "both sides must be multiples of \(multiple)"
            throw NetworkError(description: "an image of \(width) x \(height) does not suit \(network): \(words)")
        }
    }
}
