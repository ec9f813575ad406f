import Wording

/// The key `figure` of a spec: the figure to draw from its records.
package struct FigureBlock: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// PSNR of every series, and the frequency bands of each.
        case bands
        /// The degraded image, each restored image, and the clean image.
        case strip
        /// PSNR of every series in one panel.
        case psnr
        /// PSNR and the ratio of blur to sharpness of each series, with the iterations that stopping rules choose.
        case stopping
        /// The loss of each series.
        case losses
        /// The magnitudes of the images' spectra.
        case spectrum
        /// The power of the error over frequency, of each series.
        case errorSpectrum = "error-spectrum"

        /// The frequency bands of each series over iterations, as an image.
        case heat

        /// Whether the figure shows images, not only curves.
        package var showsImages: Bool { self == .strip || self == .spectrum }

        /// Whether figures of this kind are drawn from images, beside curves.
        package var readsImages: Bool { showsImages || self == .errorSpectrum }
        /// Whether it needs a swept key as its series.
        var needsSeries: Bool { [.bands, .psnr, .losses, .errorSpectrum].contains(self) }
        /// Whether it can draw the mean of several runs with its deviation.
        var showsMeans: Bool { [.bands, .psnr, .losses].contains(self) }
    }

    /// The part of the file names that distinguishes several figures of a spec; nil for a single figure.
    package var name: String?
    package var kind = Kind.bands
    /// The swept key whose values are the series, or `image`; without it a strip shows every run.
    package var series: String?
    /// A series' label, with `{}` in place of the value.
    package var label = "{}"
    /// The figure's name in the table of published points; nil if there are none.
    package var published: String?
    /// The text above the panels; nil for the experiment's title, `none` for nothing.
    package var title: String?
    /// The image, the seed and the swept keys whose runs are averaged.
    package var over: [String] { averaged ?? [] }
    var averaged: [String]?
    /// The width on a page in print; nil for a figure that is read on a screen.
    package var width: FigureWidth?
    /// The part of the images that a strip enlarges: left, top, width, height, in pixels or, if none is above 1, as
    /// fractions of the image.
    package var inset: [Double]?

    /// The label of the series for a value of the swept key.
    package func label(for value: String) -> String {
        label.replacing("{}", with: value)
    }
}

/// The keys of `figure`.
extension FigureBlock {
    static var entries: [SpecKey] { block(swept: []).entries }

    /// One block, or a list of them that have names; `swept` are the keys of the sweep. Throws all that is wrong.
    static func all(_ node: SpecNode, swept: [String]) throws -> [FigureBlock] {
        let block = block(swept: swept)
        return try NamedBlocks.read(node, key: "figure", name: \.name) { node, mistakes in
            var figure = FigureBlock()
            let given = block.read(node, "figure", into: &figure, &mistakes)
            if figure.series == nil, figure.kind.needsSeries, given.wrong.isDisjoint(with: ["series", "kind"]) {
                mistakes.add(
                    SpecError(node.place, "'figure' needs 'series', the swept key whose values are the curves"))
            }
            if given["label"] == nil, let series = figure.series, ![Variant.key, TableBlock.imageKey].contains(series) {
                figure.label = SettingName.setting(series, "{}")
            }
            return figure
        }
    }

    private static func block(swept: [String]) -> Block<FigureBlock> {
        Block(FigureBlock()) {
            Key(
                "name", \.name, Form<String>.fileName.optional,
                "Part of the figure's file names; needed if the spec has several figures.", example: "bands")
            Key("kind", \.kind, .name, "The kind of figure.", example: "bands")
            Key(
                "series", \.series, series(among: swept).optional,
                "The swept key whose values are the curves, or the restored images of a strip; `image` for "
                    + "the images, `variant` for `variants`.", example: "network.lipschitz")
            Key(
                "label", \.label, .label, "The name of a curve, with {} in place of the value.",
                default: "the key's last part, as in `λ = {}` for `network.lipschitz`; the name of a variant",
                example: "\"λ = {}\"")
            Key(
                "published", \.published, Form<String>.text.optional,
                "The figure's name in `paper-figures.csv`, the values read off the paper's figures.",
                example: "lipschitz")
            Key(
                "title", \.title, Form<String>.text.optional,
                "The figure's title; `none` for a figure without one.",
                default: "the experiment's; none where `width` is given",
                example: "\"Three ceilings\"")
            Key(
                "over", \.averaged, averaged(among: swept).list(orSingle: true).optional,
                "`seed`, `image` and swept keys whose runs are drawn as their mean, with a band of one standard "
                    + "deviation, in the kinds `bands`, `psnr` and `losses`.",
                example: "[seed, image]",
                dependingOn: { node, figure, given in
                    guard figure.kind.showsMeans || given.wrong.contains("kind") else {
                        throw SpecError(
                            node.place,
                            "'over' belongs to the kinds 'bands', 'psnr' and 'losses', not to '\(figure.kind.rawValue)'"
                        )
                    }
                    return averaged(among: swept).list(orSingle: true).optional
                })
            Key(
                "width", \.width, FigureWidth.form.optional,
                "The width in print: `column` (84 mm), `text` (174 mm) or millimetres, 60 to 400. No letter is under "
                    + "7 pt.",
                default: "laid out for a screen", example: "84mm")
            Key(
                "inset", \.inset, inset.optional,
                "The part of the images that a strip shows enlarged; if no value is above 1, the values are fractions "
                    + "of the image.",
                unit: "pixels", example: "[0.4, 0.3, 0.25, 0.25]",
                dependingOn: { node, figure, given in
                    guard figure.kind == .strip || given.wrong.contains("kind") else {
                        throw SpecError(
                            node.place, "'inset' belongs to the kind 'strip', not to '\(figure.kind.rawValue)'")
                    }
                    return inset.optional
                })
        }
    }

    private static func series(among swept: [String]) -> Form<String> {
        Form(.text) { node, key, _ in
            let series = try node.text(key)
            // The images are no axis of the sweep, but they tell runs apart.
            guard swept.contains(series) || series == TableBlock.imageKey else {
                throw SpecError(
                    node.place,
                    swept.isEmpty
                        ? "'\(key)' must be a swept key, but the spec has no sweep"
                        : "'\(key)' must be a swept key, not '\(series)'"
                            + NearestName.hint(for: series, allowed: swept))
            }
            return series
        } text: {
            CanonicalText.scalar($0)
        }
    }

    private static func averaged(among swept: [String]) -> Form<String> {
        let keys = [TableBlock.imageKey, "seed"] + swept.filter { $0 != "seed" }
        return .key(among: keys, "'image', 'seed' or swept keys")
    }

    private static let sides: [(name: String, form: Form<Double>)] = [
        ("left", .number(.atLeast(0))), ("top", .number(.atLeast(0))), ("width", .number(.above(0))),
        ("height", .number(.above(0))),
    ]

    private static let inset = Form<[Double]>(.fields(sides.map { .init(name: $0.name, value: $0.form.allowed) })) {
        node, key, _ in
        var mistakes = Mistakes()
        let values = try node.list(key).enumerated().compactMap { index, item in
            mistakes.attempt { try sides[min(index, sides.count - 1)].form.read(item, key, nil) }
        }
        try mistakes.end()
        guard values.count == sides.count else {
            throw node.mismatch(key, "[\(sides.map(\.name).joined(separator: ", "))]")
        }
        return values
    } text: {
        CanonicalText.list($0.map(CanonicalText.number))
    }
}

/// Keys that contain one block, or a list of blocks with different names.
enum NamedBlocks {
    static func read<Block>(
        _ node: SpecNode, key: String, name: KeyPath<Block, String?>, block: (SpecNode, inout Mistakes) -> Block
    ) throws -> [Block] {
        var mistakes = Mistakes(), blocks: [Block] = []
        guard node.items?.isEmpty != true else { throw node.mismatch(key, "a mapping, or a list of mappings") }
        for item in node.items ?? [node] {
            var own = Mistakes()
            let next = block(item, &own)
            mistakes.attempt { try own.end() }
            if own.isEmpty, blocks.contains(where: { $0[keyPath: name] == next[keyPath: name] }) {
                mistakes.add(
                    SpecError(
                        item.place,
                        "'\(key)' lists two blocks "
                            + (next[keyPath: name].map { "with the name '\($0)'" }
                                ?? "without a 'name', which distinguishes their files")))
            }
            blocks.append(next)
        }
        try mistakes.end()
        return blocks
    }
}

/// The width of a figure on a page in print.
package enum FigureWidth: Equatable, Sendable {
    /// One of two columns of a journal.
    case column
    /// Both columns.
    case text
    case millimetres(Double)

    package var millimetres: Double {
        switch self {
        case .column: 84
        case .text: 174
        case .millimetres(let width): width
        }
    }

    /// What a page has, and what letters of 7 pt leave room for.
    private static let range = 60.0...400

    static let form = Form<FigureWidth>(.either([.names(["column", "text"]), .text])) { node, key, _ in
        switch try node.text(key) {
        case "column": return .column
        case "text": return .text
        case let text:
            guard text.hasSuffix("mm"),
                let width = Double(text.dropLast(2).filter { $0 != " " }), range.contains(width)
            else { throw node.mismatch(key, "column, text or millimetres from 60mm to 400mm, such as 84mm") }
            return .millimetres(width)
        }
    } text: {
        switch $0 {
        case .column: "column"
        case .text: "text"
        case .millimetres(let width): CanonicalText.number(width) + "mm"
        }
    }
}
