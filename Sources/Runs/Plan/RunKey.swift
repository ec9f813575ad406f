import Downloads
import Foundation

/// The key of a run: a hash of everything that determines its numbers, and of nothing else.
package enum RunKey {
    /// The first 12 hexadecimal digits of the SHA-256 of the settings, the input and the version of the arithmetic.
    static func make(settings: String, input: RunInput, numerics: Numerics) -> String {
        let mask = input.mask.map { "mask: \($0.sha256)\n" } ?? ""
        return String(
            FileSum.sha256(Data("numerics: \(numerics.text)input: \(input.identity)\n\(mask)\(settings)".utf8)).prefix(
                12))
    }
}
