import Wording

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
