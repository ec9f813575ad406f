import Foundation
import Testing

/// One entry of `layers.json`: an operation with its input, output and gradients as PyTorch computed them in double precision.
///
/// Arrays are flattened in N, C, H, W order, weights out, in, h, w (transposed convolutions in, out, h, w).
public struct LayerReference: Decodable, Sendable, CustomTestStringConvertible {
    public let op: String
    public let params: Parameters
    public let inputShape: [Int]?
    public let input: [Double]?
    public let outputShape: [Int]?
    public let output: [Double]?
    public let gradOutput: [Double]?
    public let gradInput: [Double]?
    public let weightShape: [Int]?
    public let weight: [Double]?
    public let gradWeight: [Double]?
    public let bias: [Double]?
    public let gradBias: [Double]?
    public let spectralNorm: Double?
    public let divisor: Double?
    public let initial: [Double]?
    public let gradients: [[Double]]?
    public let afterEachStep: [[Double]]?

    public struct Parameters: Decodable, Sendable {
        private let kernelValue: Value?
        public let stride: Int?
        public let padding: Value?
        public let mode: String?
        public let sigma: Double?
        public let slope: Double?
        public let lambda: Double?
        public let target: [Double]?
        public let lr: Double?
        public let factor: Int?
        public let kernelType: String?

        /// The weights of a fixed two-dimensional filter.
        public var taps: [Double]? { if case .taps(let taps)? = kernelValue { taps } else { nil } }

        /// The side of a convolution's window.
        public var kernel: Int? { if case .number(let side)? = kernelValue { side } else { nil } }

        private enum CodingKeys: String, CodingKey {
            case kernelValue = "kernel"
            case stride, padding, mode, sigma, slope, lambda, target, lr, factor, kernelType
        }
    }

    /// A padding is named for convolutions and counted for transposed ones; a kernel is a side, or the taps of a fixed filter.
    public enum Value: Decodable, Sendable {
        case name(String)
        case number(Int)
        case taps([Double])

        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                self = .name(name)
            } else if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .taps(try container.decode([Double].self))
            }
        }
    }

    public var testDescription: String {
        [
            op, params.mode, params.kernel.map { "k\($0)" }, params.stride.map { "s\($0)" },
            params.sigma.map { "sigma \($0)" },
        ]
        .compactMap { $0 }.joined(separator: " ")
    }

    public static func load(_ url: URL) -> [LayerReference] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode([LayerReference].self, from: Data(contentsOf: url))
        } catch {
            preconditionFailure("\(url.path) cannot be read: \(error)")
        }
    }
}
