import Networks
import Randomness
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The network input z (METHOD section 3).
public enum NetworkInput: String, CaseIterable, Codable, Sendable {
    /// [sin 2 pi u, cos 2 pi u] with u uniform in 0...1, half the channels each.
    case fourier
    /// Uniform in 0...0.1.
    case noise
    /// Two channels, x / (W - 1) and y / (H - 1); 0 along a side of one sample. Draws nothing.
    case meshgrid

    /// Draws z, C x H x W.
    func draw(_ shape: Shape, from random: inout TorchRandom) -> [Float] {
        switch self {
        case .fourier:
            let angles = random.uniform(count: shape.count / 2).map { $0 * Float(2 * Double.pi) }
            return angles.map { sinf($0) } + angles.map { cosf($0) }
        case .noise:
            return random.uniform(count: shape.count).map { $0 * 0.1 }
        case .meshgrid:
            func place(_ index: Int, of count: Int) -> Float { count > 1 ? Float(index) / Float(count - 1) : 0 }
            let places = (0..<shape.pixels).map { (x: $0 % shape.width, y: $0 / shape.width) }
            return places.map { place($0.x, of: shape.width) } + places.map { place($0.y, of: shape.height) }
        }
    }
}
