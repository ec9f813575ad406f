/// Text that a terminal shows and does not obey.
package enum TerminalText {
    /// Puts `?` in the place of each control character but line ends and tabs: titles and labels come from files of other people.
    package static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        return text.replacingScalars { isHarmful($0) ? "?" : String($0) }
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0a: false
        case 0..<0x20, 0x7f..<0xa0: true
        // These change the direction of what follows.
        case 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }
}
