/// The size of one map: channels x height x width; in memory height x width x channels.
public struct Shape: Equatable, Sendable, CustomStringConvertible {
    public let channels: Int
    public let height: Int
    public let width: Int

    public init(channels: Int, height: Int, width: Int) {
        self.channels = channels
        self.height = height
        self.width = width
    }

    public var pixels: Int { height * width }
    public var count: Int { channels * pixels }
    public var description: String { "\(channels) x \(height) x \(width)" }
}
