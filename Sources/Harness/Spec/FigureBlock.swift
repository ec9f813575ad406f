/// The figure that a spec's records are drawn as.
public struct FigureBlock: Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// PSNR of every series, and the frequency bands of each.
        case bands
        /// The degraded image, what each series made of it, and the clean image.
        case strip
        /// PSNR and ratio of each series with the iterations that stopping rules choose.
        case stopping
        /// The loss of each series.
        case losses
        /// The magnitudes of the images' spectra.
        case spectrum
        /// The power of the error over frequency, of each series.
        case errorSpectrum = "error-spectrum"

        /// Whether the figure holds pictures made of images, not only curves.
        public var showsImages: Bool { self == .strip || self == .spectrum }
        /// Whether it is drawn of single runs where no series is named.
        var needsSeries: Bool { self == .bands || self == .losses || self == .errorSpectrum }
    }

    /// What tells the files of several figures of one spec apart; nil for the only one.
    public var name: String?
    public var kind: Kind
    /// The swept key whose values are the series, or `image`; a strip has one of each run where there is none.
    public var series: String?
    /// A series' label, with `{}` in place of the value.
    public var label: String
    /// The figure's name in the table of published points; nil when there is none.
    public var published: String?
    public var title: String?
    /// The part of the images that a strip enlarges: left, top, width, height, in pixels or, where none is above 1, in shares of the image.
    public var inset: [Double]?

    /// The label of the series with a value of the swept key.
    public func label(for value: String) -> String {
        label.replacing("{}", with: value)
    }

    /// One block, or a list of them that have names.
    static func all(_ node: SpecNode, swept: [String]) throws -> [FigureBlock] {
        try NamedBlocks.read(node, key: "figure", name: \.name) { try FigureBlock($0, swept: swept) }
    }

    init(_ node: SpecNode, swept: [String]) throws {
        let entries = try node.mapping("figure", allowed: Vocabulary.figure)
        name = try NamedBlocks.name(entries.value("name"))
        kind = try entries.value("kind")?.choice("kind", Kind.self) ?? .bands
        series = try entries.value("series").map { try Self.series($0, swept: swept) }
        guard series != nil || !kind.needsSeries else {
            throw SpecError(node.place, "'figure' needs 'series', the swept key whose values are the curves")
        }
        label = try entries.value("label")?.text("label") ?? ([Variant.key, TableBlock.imageKey].contains(series) ? "{}" : "\(series?.split(separator: ".").last ?? "") = {}")
        guard label.contains("{}") else {
            throw SpecError(entries.value("label")?.place ?? node.place, "'label' must contain {}, which stands for the value")
        }
        published = try entries.value("published")?.text("published")
        title = try entries.value("title")?.text("title")
        inset = try entries.value("inset").map { node in
            guard kind == .strip else { throw SpecError(node.place, "'inset' belongs to the kind 'strip', not to '\(kind.rawValue)'") }
            let sides = try node.list("inset").enumerated().map { try $1.number("inset", $0 < 2 ? .atLeast(0) : .above(0)) }
            guard sides.count == 4 else { throw node.mismatch("inset", "[left, top, width, height]") }
            return sides
        }
    }

    private static func series(_ node: SpecNode, swept: [String]) throws -> String {
        let series = try node.text("series")
        // The images are no axis of the sweep, but they tell runs apart.
        guard swept.contains(series) || series == TableBlock.imageKey else {
            throw SpecError(node.place, swept.isEmpty
                ? "'series' must be a swept key, but the spec has no sweep"
                : "'series' must be a swept key, not '\(series)'" + NearestName.hint(for: series, allowed: swept))
        }
        return series
    }
}
