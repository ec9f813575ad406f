import Foundation
import Testing

/// One entry of `layers.json`: an operation with its input, output and gradients as PyTorch computed them in double precision.
///
/// Arrays are flattened in N, C, H, W order, weights out, in, h, w (transposed convolutions in, out, h, w).
package struct LayerReference: Decodable, Sendable, CustomTestStringConvertible {
    package let op: String
    package let params: Parameters
    package let inputShape: [Int]?
    package let input: [Double]?
    package let outputShape: [Int]?
    package let output: [Double]?
    package let gradOutput: [Double]?
    package let gradInput: [Double]?
    package let weightShape: [Int]?
    package let weight: [Double]?
    package let gradWeight: [Double]?
    package let bias: [Double]?
    package let gradBias: [Double]?
    package let spectralNorm: Double?
    package let divisor: Double?
    package let initial: [Double]?
    package let gradients: [[Double]]?
    package let afterEachStep: [[Double]]?

    package struct Parameters: Decodable, Sendable {
        private let kernelValue: Value?
        package let stride: Int?
        package let padding: Value?
        package let mode: String?
        package let sigma: Double?
        package let slope: Double?
        package let lambda: Double?
        package let target: [Double]?
        package let lr: Double?
        package let factor: Int?
        package let kernelType: String?

        /// The weights of a fixed two-dimensional filter.
        package var taps: [Double]? { if case .taps(let taps)? = kernelValue { taps } else { nil } }

        /// The side of a convolution's window.
        package var kernel: Int? { if case .number(let side)? = kernelValue { side } else { nil } }

        private enum CodingKeys: String, CodingKey {
            case kernelValue = "kernel"
            case stride, padding, mode, sigma, slope, lambda, target, lr, factor, kernelType
        }
    }

    /// A padding is named for convolutions and counted for transposed ones; a kernel is a side, or the taps of a fixed filter.
    package enum Value: Decodable, Sendable {
        case name(String)
        case number(Int)
        case taps([Double])

        package init(from decoder: any Decoder) throws {
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

    package var testDescription: String {
        [
            op, params.mode, params.kernel.map { "k\($0)" }, params.stride.map { "s\($0)" },
            params.sigma.map { "sigma \($0)" },
        ]
        .compactMap { $0 }.joined(separator: " ")
    }

    package static func load(_ url: URL) -> [LayerReference] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode([LayerReference].self, from: Data(contentsOf: url))
        } catch {
            preconditionFailure("\(url.path) cannot be read: \(error)")
        }
    }
}
