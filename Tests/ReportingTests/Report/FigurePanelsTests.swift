import Testing

@testable import Reporting

@Suite struct FigurePanelsTests {
    @Test func panelsLieAsTheStyleLaysThem() throws {
        let panels = try #require(
            FigurePanels(script: "rows = 2; columns = 3\nlabel_width = 49; foot_height = 0\nload 'style.gp'\n"))
        let boxes = panels.panels.map(\.box)
        #expect(panels.width == 1185 && panels.height == 618 && boxes.count == 6)
        #expect(boxes[4].x == 270 + 64 + 61 && boxes[4].y == 68 + 205 + 84 - 34)
        #expect(boxes.allSatisfy { $0.x + $0.width <= 1185 && $0.y + $0.height <= 618 })
        #expect(panels.attribute.hasPrefix("1185,618,618 0,34,395,289,0,0,0,0,0,0,0,0 "))
    }

    /// Panels that share axes get the strips with the numbers of the panel that has them.
    @Test func sharedAxesAreShownWithEveryPanel() throws {
        let folder = try PlotFolder()
        var figure = try folder.figure(series: 4)
        let panels = try #require(FigurePanels(script: figure.script(in: folder.plots)))
        #expect(panels.panels.count == 5 && panels.foot < panels.height - 20)
        let (psnr, b, c, e) = (panels.panels[0], panels.panels[1], panels.panels[2], panels.panels[4])
        #expect(psnr.left == nil && psnr.below == nil, "it has its own axes")
        #expect(b.left == nil && b.below != nil && c.left != nil && c.below != nil && e.left != nil && e.below == nil)
        #expect(
            c.left?.y == c.box.y && c.left?.height == c.box.height && c.left.map { $0.right <= c.box.x } == true)
        #expect(c.below.map { $0.y > c.box.bottom && $0.right == c.box.right && $0.x == c.box.x - 12 } == true)
        for panel in panels.panels {
            #expect(panel.box.x >= 0 && panel.box.right <= panels.width && panel.box.bottom <= panels.foot)
        }
        #expect(psnr.box.right < b.box.x + 1 && b.box.right < c.box.x + 15, "no panel shows a part of its neighbour")
        figure = try folder.figure(series: 1)
        #expect(FigurePanels(script: try figure.script(in: folder.plots))?.panels.count == 2)
    }

    /// The lowest number of an axis stands half below its panel, and does not show above the next one.
    @Test func numbersAreWholeWhereOnlyTheLowerAxisIsShared() throws {
        let panels = try #require(
            FigurePanels(
                script: """
                    page_width = 400; page_height = 600; page_foot = 560
                    load 'style.gp'
                    eval place(64, 60, 280, 196)
                    set format x ''
                    eval place(64, 292, 280, 130)

                    """))
        let (upper, lower) = (panels.panels[0], panels.panels[1])
        #expect(upper.box.y == 26 && upper.box.bottom == 60 + 196 + 8 && upper.left == nil)
        #expect(lower.box.y == upper.box.bottom && lower.box.bottom == 560 && lower.below == nil)
        let axis = try #require(upper.below)
        #expect(axis.y == 292 + 130 + 8 && axis.bottom == 292 + 130 + 58 && axis.x == upper.box.x)
    }

    @Test(arguments: ["rows = 1; columns = 1\nlabel_width = 49; foot_height = 0\n", "plot x\n", ""])
    func oneFigureIsOnePanel(_ script: String) { #expect(FigurePanels(script: script) == nil) }
}
