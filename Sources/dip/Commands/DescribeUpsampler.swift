import Architectures
import ArgumentParser
import Foundation
import Networks
import Quoting
import Reporting
import Specs
import Wording

/// `dip describe upsampler`: the frequency response of upsamplers.
struct DescribeUpsampler: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upsampler", abstract: "Measure the frequency response of upsamplers.",
        discussion: """
            Measures impulse responses in the engine. NAME is a value of network.upsampler in a spec, such as bilinear or \
            '{gaussian: {sigma: 0.5}}'; of a list of stages each distinct upsampler is described. Frequencies are fractions of the \
            Nyquist frequency of the enlarged map; the pass band ends at 1/4, the stop band begins at 3/4. Learned upsamplers have the initial weights \
            of --seed; their magnitudes are root mean squares over channels.
            """)

    @Argument(help: ArgumentHelp("Upsamplers, written as in a spec.", valueName: "name"))
    var names: [String]

    @Option(help: ArgumentHelp("Seed of the initial weights of learned upsamplers.", valueName: "number"))
    var seed: UInt32 = 0

    @Option(help: ArgumentHelp("Channels of learned upsamplers.", valueName: "number"))
    var channels = 128

    @Option(help: "How the values are printed.")
    var format = ResponseText.Format.text

    @Option(
        help: ArgumentHelp("Draw the magnitudes as FILE.svg, with the script FILE.gp beside it.", valueName: "file"))
    var plot: String?

    private static let allowedChannels = 1...512

    func validate() throws {
        guard Self.allowedChannels.contains(channels) else {
            let (least, most) = (Self.allowedChannels.lowerBound, Self.allowedChannels.upperBound)
            throw ValidationError("--channels must be a whole number from \(least) to \(most)")
        }
        if let plot {
            let name = URL(fileURLWithPath: plot).lastPathComponent
            guard name.hasSuffix(".svg"), name.count > 4 else {
                throw ValidationError("--plot needs a file name that ends in .svg, not '\(plot)'")
            }
        }
    }

    func run() throws {
        var upsamplers: [Upsampler] = []
        for name in names {
            for stage in try UpsamplerText.read(name) where !upsamplers.contains(stage) { upsamplers.append(stage) }
        }
        if plot != nil, upsamplers.count > ResponseFigure.most {
            throw Refusal("--plot draws up to \(ResponseFigure.most) upsamplers, not \(upsamplers.count)")
        }
        try ProcessorSupport.check()
        let responses = try upsamplers.map { try UpsamplerResponse($0, channels: channels, seed: seed) }
        print(ResponseText(responses: responses, seed: seed, channels: channels).text(format), terminator: "")
        if let plot { try draw(responses, as: plot) }
    }

    private func draw(_ responses: [UpsamplerResponse], as picture: String) throws {
        let file = URL(fileURLWithPath: picture).deletingPathExtension()
        let folder = picture.contains("/") ? String(picture[..<picture.lastIndex(of: "/")!]) : "."
        let figure = ResponseFigure(
            frame: FigureFrame(
                name: file.lastPathComponent, title: "Frequency response of upsamplers",
                command: ShellText.command(["dip"] + CommandLine.arguments.dropFirst())),
            curves: responses.map { .init(label: UpsamplerText.text($0.upsampler), magnitudes: $0.magnitudes) })
        try FigureStyle.install(in: folder)
        try Drawing.draw(try figure.writeScript(in: folder))
    }
}

extension ResponseText.Format: ExpressibleByArgument {}

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
        let rows =
            [
                ["  DC gain", Self.short(response.dcGain)],
                ["  phase gains", response.phaseGains.map(Self.short).joined(separator: ", ")],
                ["  -6 dB cut-off", response.cutoff.map { "\(Self.short($0)) of Nyquist" } ?? "none"],
                [
                    "  pass-band ripple",
                    "\(Self.decibels(response.passBandRipple)) up to \(UpsamplerResponse.passBand) of Nyquist",
                ],
                [
                    "  stop-band attenuation",
                    "\(Self.decibels(response.stopBandAttenuation)) from \(UpsamplerResponse.stopBand) of Nyquist on",
                ],
                ["  checkerboard attenuation", Self.decibels(response.checkerboardAttenuation)],
            ]
            + (isLearned(response)
                ? [
                    [
                        "  learned",
                        "initial weights of seed \(seed), \(channels) channels; root mean squares over channels",
                    ]
                ] : [])
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

    /// Four digits are enough to read a response.
    private static func short(_ value: Double) -> String {
        let rounded = (value * 1e4).rounded() / 1e4
        return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
    }

    private static func decibels(_ value: Double) -> String {
        value >= UpsamplerResponse.limit ? "over \(Int(UpsamplerResponse.limit)) dB" : Amount.decibels(value)
    }
}
