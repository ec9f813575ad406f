import Testing
@testable import Imaging

@Suite struct DetailEnhancementTests {
    private let image = Image(channels: 1, height: 1, width: 6, pixels: [0.5, 0.5, 0.9, 0.1, 0, 1])
    private let smooth = Image(channels: 1, height: 1, width: 6, pixels: [0.25, 0.75, 0.5, 0.5, 0.5, 0.5])

    @Test func publishedAddsBrightDetailsOnly() {
        let enhanced = DetailEnhancement.published.apply(to: image, smooth: smooth)
        #expect(enhanced.pixels == [0.75, 0.5, 1, 0.1, 0, 1])
    }

    @Test func signedAddsDarkOnesToo() {
        let enhanced = DetailEnhancement.signed.apply(to: image, smooth: smooth)
        #expect(enhanced.pixels == [0.75, 0.25, 1, 0, 0, 1])
    }

    @Test(arguments: DetailEnhancement.allCases)
    func aPerfectFitLeavesTheImage(_ enhancement: DetailEnhancement) {
        #expect(enhancement.apply(to: image, smooth: image) == image)
    }
}
