import Testing
import Wording

@Suite struct SettingNameTests {
    @Test(arguments: [
        ("network.lipschitz", "λ", "lipschitz"), ("network.upsampler.gaussian.sigma", "σ", "sigma"),
        ("task.denoise.sigma", "σ", "sigma"), ("network.width", "width", "width"), ("image", "image", "image"),
        ("", "", ""),
    ])
    func keysHaveOneName(key: String, shown: String, last: String) {
        #expect(SettingName.shown(key) == shown)
        #expect(SettingName.last(key) == last)
    }

    @Test(arguments: [
        ("seed", "seeds"), ("image", "images"), ("run", "runs"), ("variant", "variants"),
        ("network.lipschitz", "values of λ"), ("network.width", "values of width"),
    ])
    func severalValuesOfAKey(key: String, words: String) { #expect(SettingName.several(key) == words) }

    @Test func wordsOfFilesSayWhatIsSet() {
        #expect(SettingName.word("network.lipschitz", "1.4") == "lipschitz = 1.4", "names of files stay")
        #expect(SettingName.word("network.lipschitz", "0") == "uncontrolled")
        #expect(SettingName.word("variant", "deep decoder") == "deep decoder")
        #expect(SettingName.whole("fbc.reference", "clean") == nil)
    }

    @Test func aSettingIsAnEquation() { #expect(SettingName.setting("network.lipschitz", "1.4") == "λ = 1.4") }
}
