import Specs
import Testing
@testable import Publishing

@Suite struct ShownNamesTests {
    @Test(arguments: [
        ("image_F16_512rgb", "F16"), ("image_House256rgb", "House"), ("Cameraman256", "Cameraman"),
        ("image_Baboon512rgb", "Baboon"), ("leaves", "leaves"), ("img_001", "img_001"), ("test064", "test064"),
        ("photo 512", "photo 512"), ("512", "512"), ("image_256", "image"),
    ])
    func imagesLoseWhatOnlyFilesNeed(name: String, shown: String) {
        #expect(ShownNames(images: [name]).image(name) == shown)
        #expect(ShownNames(images: [name]).value(name, of: "image") == shown)
        #expect(ShownNames(images: [name]).value(name, of: "seed") == name)
    }

    /// House at two sizes would be told apart no more.
    @Test func namesStayDifferent() {
        let names = ShownNames(images: ["image_House256rgb", "image_House512rgb", "image_F16_512rgb"])
        #expect(names.image("image_House256rgb") == "image_House256rgb")
        #expect(names.image("image_House512rgb") == "image_House512rgb")
        #expect(names.image("image_F16_512rgb") == "F16")
        #expect(names.image("of no experiment") == "of no experiment")
    }

    /// A manifest's label is for figures; file names and tables keep the short name.
    @Test func labelsAreForFigures() {
        let names = ShownNames(images: ["kodim01", "image_F16_512rgb"], labels: ["kodim01": "Kodak 1"])
        #expect(names.label("kodim01") == "Kodak 1" && names.image("kodim01") == "kodim01")
        #expect(names.label("image_F16_512rgb") == "F16")
    }

    @Test func settingsAreWords() {
        #expect(ShownNames.setting("network.lipschitz", "0") == "uncontrolled")
        #expect(ShownNames.setting("network.lipschitz", "1.4") == "λ = 1.4")
        #expect(ShownNames.setting("fbc.reference", "clean") == "reference = clean")
        #expect(ShownNames.setting("variant", "low-pass lpf2") == "low-pass lpf2")
        #expect(ShownNames.setting("seed", "0") == "seed = 0")
    }
}
