/// Text as part of the name of a file.
package enum FileWords {
    /// Letters, digits, underscores and dots of a text, the rest as dashes.
    package static func of(_ text: String) -> String {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "_.".contains($0))) }.joined(separator: "-")
    }

    /// The same, cut after a length, and never beginning with a dot, which would hide the file.
    package static func of(_ text: String, atMost length: Int) -> String {
        func isEdge(_ character: Character) -> Bool { ".-".contains(character) }
        let whole = of(text).drop(while: isEdge)
        guard whole.count > length else { return String(whole) }
        // A word that is cut off says nothing, but for one that is all there is.
        let cut = whole.prefix(length + 1)
        let words = cut.lastIndex(of: "-").map { cut[..<$0] } ?? cut.prefix(length)
        return String(words.reversed().drop(while: isEdge).reversed())
    }
}

/// The names of images in figures, tables, and names of files.
package enum ImageName {
    /// A name without what only its file needs: F16 for `image_F16_512rgb`.
    package static func short(_ name: String) -> String {
        guard let parts = name.wholeMatch(of: #/(?:image_)?([A-Za-z]\S*?)_?(?:256|512)(?:rgb)?/#) else { return name }
        return String(parts.1)
    }
}
