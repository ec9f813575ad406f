import Foundation
import Quoting

/// Where the panels of a figure lie in its picture, so that a narrow screen can show one after another.
package struct FigurePanels: Equatable, Sendable {
    /// In pixels of the picture, in reading order.
    package struct Box: Equatable, Sendable {
        package var x: Double
        package var y: Double
        package var width: Double
        package var height: Double
    }

    package let width: Double
    package let height: Double
    package let boxes: [Box]

    /// Repeats the layout of `style.gp` from what a script sets; nil where the script sets something else or has one panel.
    package init?(script: String) {
        func number(_ name: String) -> Double? {
            guard let pattern = try? Regex("(?m)(?:^|; *)\(name) = ([0-9.]+)", as: (Substring, Substring).self) else {
                return nil
            }
            return script.firstMatch(of: pattern).flatMap { Double($0.1.hasSuffix(".") ? $0.1.dropLast() : $0.1) }
        }
        guard let rows = number("rows"), let columns = number("columns"), rows * columns > 1, rows * columns < 100,
            let label = number("label_width"), let foot = number("foot_height")
        else { return nil }
        let panelWidth = number("panel_width") ?? (columns < 3 ? 310 : 270), panelHeight = 205.0
        let left = number("left") ?? 64, right = label + 12, bottom = 56 + foot, top = 68.0
        let gapX = left + right, gapY = number("gap_y") ?? 84
        width = left + columns * panelWidth + (columns - 1) * gapX + right
        height = top + rows * panelHeight + (rows - 1) * gapY + bottom
        // A panel's letter and title stand above it, the names of its axis and a note below.
        let above = 34.0, below = 50.0
        boxes = (0..<Int(rows)).flatMap { row in
            (0..<Int(columns)).map { column in
                Box(
                    x: Double(column) * (panelWidth + gapX), y: top + Double(row) * (panelHeight + gapY) - above,
                    width: left + panelWidth + right, height: above + panelHeight + below)
            }
        }
    }

    /// The picture's size, then x, y, width and height of each panel.
    var attribute: String {
        ([[width, height]] + boxes.map { [$0.x, $0.y, $0.width, $0.height] }).map { values in
            values.map { GnuplotText.number($0) }.joined(separator: ",")
        }.joined(separator: " ")
    }
}
