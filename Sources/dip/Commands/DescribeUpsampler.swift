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
            '{gaussian: {sigma: 0.5}}'; of a list of stages each distinct upsampler is described. The gaussian has two: as published, sigma is 0.5 in the two finest stages \
            and 0.1 in those before. Frequencies are fractions of the \
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
        help: ArgumentHelp(
            "Draw the magnitudes as FILE.svg; FILE.gp, the gnuplot script that drew it, is beside it.",
            valueName: "file"))
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
        let groups = try names.map { StageGroups(name: $0, stages: try UpsamplerText.read($0)) }
        var described: [DescribedUpsampler] = []
        for part in groups.flatMap(\.parts) where !described.contains(where: { $0.upsampler == part.upsampler }) {
            described.append(part)
        }
        if plot != nil, described.count > ResponseFigure.most {
            throw Refusal("--plot draws up to \(ResponseFigure.most) upsamplers, not \(described.count)")
        }
        try ProcessorSupport.check()
        let responses = try described.map { try UpsamplerResponse($0.upsampler, channels: channels, seed: seed) }
        if format == .text { for sentence in groups.compactMap(\.sentence) { print(sentence + "\n") } }
        print(ResponseText(responses: responses, seed: seed, channels: channels).text(format), terminator: "")
        if let plot {
            try draw(zip(described, responses).map { .init(label: $0.label, magnitudes: $1.magnitudes) }, as: plot)
        }
    }

    private func draw(_ curves: [ResponseFigure.Curve], as picture: String) throws {
        let file = URL(fileURLWithPath: picture).deletingPathExtension()
        let folder = picture.contains("/") ? String(picture[..<picture.lastIndex(of: "/")!]) : "."
        let figure = ResponseFigure(
            frame: FigureFrame(
                name: file.lastPathComponent, title: "Frequency response of upsamplers",
                command: ShellText.command(["dip"] + CommandLine.arguments.dropFirst())),
            curves: curves)
        try Drawing.draw(try figure.writeScript(in: folder, hasStyle: true))
    }
}

/// An upsampler, and for which stages of a decoder it stands where these differ.
struct DescribedUpsampler {
    let upsampler: Upsampler
    /// E.g. `stages 1 to 3`; nil where all stages are alike.
    let stages: String?

    /// Its name in a figure.
    var label: String { UpsamplerText.label(upsampler) + (stages.map { " (\($0))" } ?? "") }
}

/// The upsamplers that a name or a list stands for, with their stages, coarse to fine.
struct StageGroups {
    let parts: [DescribedUpsampler]
    /// Why there are several; nil where there are not.
    let sentence: String?

    init(name: String, stages: [Upsampler]) {
        var distinct: [Upsampler] = []
        for stage in stages where !distinct.contains(stage) { distinct.append(stage) }
        let parts = distinct.map { upsampler in
            let numbers = stages.indices.filter { stages[$0] == upsampler }.map { $0 + 1 }
            return DescribedUpsampler(upsampler: upsampler, stages: distinct.count > 1 ? Self.words(numbers) : nil)
        }
        self.parts = parts
        sentence =
            parts.count > 1
            ? "\(name) differs from stage to stage, coarse to fine: "
                + parts.map { "\(UpsamplerText.label($0.upsampler)) in \($0.stages ?? "")" }.joined(separator: ", ")
                + " of \(stages.count)."
            : nil
    }

    private static func words(_ numbers: [Int]) -> String {
        guard let first = numbers.first, let last = numbers.last, first < last else {
            return "stage " + numbers.map { "\($0)" }.joined()
        }
        if numbers.count == 2 { return "stages \(first) and \(last)" }
        if last - first + 1 == numbers.count { return "stages \(first) to \(last)" }
        return "stages " + numbers.map { "\($0)" }.joined(separator: ", ")
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
        return UpsamplerText.label(response.upsampler) + "\n" + TextColumns.lines(rows).map { $0 + "\n" }.joined()
    }

    private func object(_ response: UpsamplerResponse) -> String {
        let values = [
            ("upsampler", "\"\(UpsamplerText.text(response.upsampler))\""),
            ("label", JSONString.quoted(UpsamplerText.label(response.upsampler))),
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
