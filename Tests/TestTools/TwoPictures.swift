/// A dataset of two pictures, neither of which exists.
package enum TwoPictures {
    /// The text of its manifest.
    package static let manifest = """
        title: Two pictures
        folder: pictures/two
        source: somewhere
        licence: none
        files:
          - {file: sea.bmp, url: "https://example.org/sea.bmp", bytes: 10, sha256: \(String(repeating: "ab", count: 32))}
          - {file: sky.png, url: "https://example.org/sky.png", bytes: 20, sha256: \(String(repeating: "cd", count: 32))}

        """
}
