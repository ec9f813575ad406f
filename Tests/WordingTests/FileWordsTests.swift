import Testing
import Wording

@Suite struct FileWordsTests {
    @Test(arguments: [
        ("lipschitz = 1.4", "lipschitz-1.4"), ("deep decoder", "deep-decoder"),
        ("{low-pass: {filter: lpf2}}", "low-pass-filter-lpf2"),
        ("a/../b", "a-..-b"), ("", ""), ("é", ""),
    ])
    func textIsPartOfAFileName(text: String, name: String) { #expect(FileWords.of(text) == name) }

    @Test(arguments: [
        ("one two three", 20, "one-two-three"), ("one two three", 10, "one-two"), ("one two three", 7, "one-two"),
        ("one two three", 6, "one"), ("long", 3, "lon"), (".a.", 3, "a."), ("-", 3, ""), ("ab..cd ef", 4, "ab"),
    ])
    func aLongOneIsCutBetweenWords(text: String, length: Int, name: String) {
        #expect(FileWords.of(text, atMost: length) == name)
    }
}

@Suite struct ImageNameTests {
    @Test(arguments: [
        ("image_F16_512rgb", "F16"), ("image_House256rgb", "House"), ("Cameraman256", "Cameraman"),
        ("peppers256", "peppers"), ("leaves", "leaves"), ("img_001", "img_001"), ("512", "512"),
    ])
    func whatOnlyFilesNeedIsLeftOut(name: String, shown: String) { #expect(ImageName.short(name) == shown) }
}
