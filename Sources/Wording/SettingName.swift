/// What figures, tables and reports call the settings of a spec.
package enum SettingName {
    /// The signs that papers write for some keys.
    private static let signs = ["lipschitz": "λ", "sigma": "σ"]

    /// The last part of a key, or the sign that papers write for it: `λ` for `network.lipschitz`.
    package static func shown(_ key: String) -> String {
        let last = last(key)
        return signs[last] ?? last
    }

    /// The last part of a key, for columns of data and names of files: `lipschitz` for `network.lipschitz`.
    package static func last(_ key: String) -> String { key.split(separator: ".").last.map(String.init) ?? key }

    /// A key with its value: `λ = 1.4`.
    package static func setting(_ key: String, _ value: String) -> String { "\(shown(key)) = \(value)" }
}
