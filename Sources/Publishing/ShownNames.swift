import Specs
import Wording

/// What images and settings are called in figures and tables, shorter than in specs and records.
struct ShownNames {
    /// By an image's own name.
    private let images: [String: String]
    /// The labels that manifests give images, by their own names.
    private let labels: [String: String]

    /// Shortens the names of these images; two that would become one keep their own.
    init(images names: [String], labels: [String: String] = [:]) {
        self.labels = labels
        let short = names.map(ImageName.short)
        images = Dictionary(
            zip(names, short).map { name, shown in
                (name, zip(names, short).contains { $0 != name && $1 == shown } ? name : shown)
            }, uniquingKeysWith: { first, _ in first })
    }

    init(_ experiment: Experiment) {
        let sources = experiment.runs.map(\.spec.source)
        let labels = sources.compactMap { source -> (String, String)? in
            guard case .dataset(let image) = source else { return nil }
            return image.label.map { (source.image, $0) }
        }
        self.init(images: sources.map(\.image), labels: Dictionary(labels, uniquingKeysWith: { first, _ in first }))
    }

    /// An image's name without what only its file needs: F16 for `image_F16_512rgb`.
    func image(_ name: String) -> String { images[name] ?? name }

    /// An image's name in a figure: the label of its manifest, else its short name.
    func label(_ name: String) -> String { labels[name] ?? image(name) }

    /// A value of a key of a table or sweep: that of an image is shortened.
    func value(_ value: String, of key: String) -> String { key == TableKey.image ? image(value) : value }

    /// A value of a swept key in words, for a title: `uncontrolled`, `λ = 1.4`, or a variant's name alone.
    static func setting(_ key: String, _ value: String) -> String {
        SettingName.whole(key, value) ?? SettingName.setting(key, value)
    }
}

/// What the settings of an argument add to the name of a file, so that it never replaces the one made without them.
enum OverrideName {
    /// The most letters that are added, as names of files are limited.
    private static let longest = 80

    /// `+network.lipschitz-1-3`; empty without arguments. No name that is made without them has a plus sign.
    static func suffix(_ overrides: [String]) -> String {
        guard !overrides.isEmpty else { return "" }
        let words = FileWords.of(overrides.joined(separator: " "))
        guard words.count > longest else { return "+" + words }
        // FNV-1a tells apart what begins alike.
        let hash = overrides.joined(separator: " ").utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return "+" + words.prefix(longest) + "-" + String(hash, radix: 16)
    }
}
