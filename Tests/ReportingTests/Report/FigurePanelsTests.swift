@testable import Reporting
import Testing

@Suite struct FigurePanelsTests {
    /// The committed figure lipschitz-256-small has 1185 x 618 pixels.
    @Test func panelsLieAsTheStyleLaysThem() throws {
        let panels = try #require(
            FigurePanels(script: "rows = 2; columns = 3\nlabel_width = 49; foot_height = 0\nload 'style.gp'\n"))
        #expect(panels.width == 1185 && panels.height == 618 && panels.boxes.count == 6)
        #expect(panels.boxes[4].x == 270 + 64 + 61 && panels.boxes[4].y == 68 + 205 + 84 - 34)
        #expect(panels.boxes.allSatisfy { $0.x + $0.width <= 1185 && $0.y + $0.height <= 618 })
        #expect(panels.attribute.hasPrefix("1185,618 0,34,395,289 "))
    }

    @Test(arguments: ["rows = 1; columns = 1\nlabel_width = 49; foot_height = 0\n", "plot x\n", ""])
    func oneFigureIsOnePanel(_ script: String) { #expect(FigurePanels(script: script) == nil) }
}
