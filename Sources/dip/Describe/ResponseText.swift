import Architectures
import Foundation
import Harness
import Specs

/// Measured responses of upsamplers as text or JSON.
struct ResponseText {
    enum Format: String, CaseIterable {
        case text, json
    }

    let responses: [UpsamplerResponse]
    let seed: UInt32
    let channels: Int

    func text(_ format: Format) -> String {
        switch format {
        case .text: responses.map(lines).joined(separator: "\n")
        case .json: "[\n" + responses.map(object).joined(separator: ",\n") + "\n]\n"
        }
    }

    private func isLearned(_ response: UpsamplerResponse) -> Bool { response.upsampler.filter == nil }

    private func lines(_ response: UpsamplerResponse) -> String {
        let rows = [
            ["  DC gain", Self.short(response.dcGain)],
            ["  phase gains", response.phaseGains.map(Self.short).joined(separator: ", ")],
            ["  -6 dB cut-off", response.cutoff.map { "\(Self.short($0)) of Nyquist" } ?? "none"],
            ["  pass-band ripple", "\(Self.decibels(response.passBandRipple)) up to \(UpsamplerResponse.passBand) of Nyquist"],
            ["  stop-band attenuation", "\(Self.decibels(response.stopBandAttenuation)) from \(UpsamplerResponse.stopBand) of Nyquist on"],
            ["  checkerboard attenuation", Self.decibels(response.checkerboardAttenuation)],
        ] + (isLearned(response) ? [["  learned", "initial weights of seed \(seed), \(channels) channels; root mean squares over channels"]] : [])
        return UpsamplerText.text(response.upsampler) + "\n" + TextColumns.lines(rows).map { $0 + "\n" }.joined()
    }

    private func object(_ response: UpsamplerResponse) -> String {
        let values = [
            ("upsampler", "\"\(UpsamplerText.text(response.upsampler))\""),
            ("seed", isLearned(response) ? "\(seed)" : "null"),
            ("channels", isLearned(response) ? "\(channels)" : "null"),
            ("dc_gain", "\(response.dcGain)"),
            ("phase_gains", "\(response.phaseGains)"),
            ("cutoff", response.cutoff.map { "\($0)" } ?? "null"),
            ("pass_band_ripple_db", "\(response.passBandRipple)"),
            ("stop_band_attenuation_db", "\(response.stopBandAttenuation)"),
            ("checkerboard_attenuation_db", "\(response.checkerboardAttenuation)"),
            ("magnitudes", "\(response.magnitudes)"),
        ]
        return "  {\n" + values.map { "    \"\($0)\": \($1)" }.joined(separator: ",\n") + "\n  }"
    }

    /// Four digits are more than a response is looked at for.
    private static func short(_ value: Double) -> String {
        let rounded = (value * 1e4).rounded() / 1e4
        return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
    }

    private static func decibels(_ value: Double) -> String {
        value >= UpsamplerResponse.limit ? "over \(Int(UpsamplerResponse.limit)) dB" : String(format: "%.2f dB", value)
    }
}
