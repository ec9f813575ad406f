/// What figures, tables and reports call the settings of a spec.
package enum SettingName {
    /// The signs that papers write for some keys.
    private static let signs = ["lipschitz": "λ", "sigma": "σ"]

    /// The last part of a key, or the sign that papers write for it: `λ` for `network.lipschitz`.
    package static func shown(_ key: String) -> String {
        let last = last(key)
        return signs[last] ?? last
    }

    /// Several values of a key in a sentence: `seeds`, `values of λ`.
    package static func several(_ key: String) -> String {
        ["image", "run", "seed", variant].contains(key) ? "\(key)s" : "values of \(shown(key))"
    }

    /// The last part of a key, for columns of data and names of files: `lipschitz` for `network.lipschitz`.
    package static func last(_ key: String) -> String { key.split(separator: ".").last.map(String.init) ?? key }

    /// A key with its value: `λ = 1.4`.
    package static func setting(_ key: String, _ value: String) -> String { "\(shown(key)) = \(value)" }

    /// The key whose values are the names of variants.
    package static let variant = "variant"

    /// A value that speaks for itself: a variant's name, and `uncontrolled` for a ceiling of 0; nil for others.
    package static func whole(_ key: String, _ value: String) -> String? {
        if key == variant { return value }
        return last(key) == "lipschitz" && Double(value) == 0 ? "uncontrolled" : nil
    }

    /// A key with its value, or the value alone, for the name of a file: `lipschitz = 1.4`.
    package static func word(_ key: String, _ value: String) -> String {
        whole(key, value) ?? "\(last(key)) = \(value)"
    }
}
