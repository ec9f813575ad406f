import Specs

/// What images and settings are called in figures and tables, shorter than in specs and records.
struct ShownNames {
    /// By an image's own name.
    private let images: [String: String]

    /// Shortens the names of these images; two that would become one keep their own.
    init(images names: [String]) {
        let short = names.map(Self.short)
        images = Dictionary(
            zip(names, short).map { name, shown in
                (name, zip(names, short).contains { $0 != name && $1 == shown } ? name : shown)
            }, uniquingKeysWith: { first, _ in first })
    }

    init(_ experiment: Experiment) {
        self.init(images: experiment.runs.map(\.spec.source.image))
    }

    /// An image's name without what only its file needs: F16 for `image_F16_512rgb`.
    func image(_ name: String) -> String { images[name] ?? name }

    /// A value of a key of a table or sweep: that of an image is shortened.
    func value(_ value: String, of key: String) -> String { key == TableKey.image ? image(value) : value }

    /// A value of a swept key in words, for a title: `uncontrolled`, `lipschitz = 1.4`, or a variant's name alone.
    static func setting(_ key: String, _ value: String) -> String {
        if key == TableKey.variant { return value }
        let last = key.split(separator: ".").last.map(String.init) ?? key
        return last == "lipschitz" && Double(value) == 0 ? "uncontrolled" : "\(last) = \(value)"
    }

    private static func short(_ name: String) -> String {
        guard let parts = name.wholeMatch(of: #/(?:image_)?([A-Za-z]\S*?)_?(?:256|512)(?:rgb)?/#) else { return name }
        return String(parts.1)
    }
}
