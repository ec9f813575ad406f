import Foundation
import Quoting

/// Where the panels of a figure lie in its picture, so that a narrow screen can show one after another.
package struct FigurePanels: Equatable, Sendable {
    /// In pixels of the picture.
    package struct Box: Equatable, Sendable {
        package var x: Double
        package var y: Double
        package var width: Double
        package var height: Double

        var right: Double { x + width }
        var bottom: Double { y + height }
    }

    /// A panel, and the axes that it shares with another one: strips of the picture that are shown at its left and below it.
    package struct Panel: Equatable, Sendable {
        package var box: Box
        package var left: Box?
        package var below: Box?
    }

    package let width: Double
    package let height: Double
    /// In reading order.
    package let panels: [Panel]
    /// Where the notes at the foot begin, which belong to no panel; the picture's height where there are none.
    package let foot: Double

    /// The room above a panel for its letter and title; below it and at its left for an axis.
    private static let above = 34.0, axisBelow = 58.0, axisLeft = 60.0
    /// The room below a panel for the lower half of its lowest number, and for the ticks of the other axis.
    private static let halfNumber = 8.0

    /// Reads the layout that a script sets; nil where the script sets none, or has one panel.
    package init?(script: String) {
        let numbers = ScriptNumbers(script)
        guard let panels = Self.grid(numbers) ?? Self.placed(script, numbers) else { return nil }
        self = panels
    }

    private init(width: Double, height: Double, panels: [Panel], foot: Double) {
        (self.width, self.height, self.panels, self.foot) = (width, height, panels, foot)
    }

    /// Equal panels, as `style.gp` lays them out.
    private static func grid(_ numbers: ScriptNumbers) -> FigurePanels? {
        guard let rows = numbers["rows"], let columns = numbers["columns"], rows * columns > 1, rows * columns < 100,
            let label = numbers["label_width"], let foot = numbers["foot_height"], numbers["has_axes"] == nil
        else { return nil }
        let panelWidth: Double = columns < 3 ? 310 : 270, panelHeight = 205.0
        let left = 64.0, right = label + 12, bottom = 56 + foot, top = 40 + (numbers["title_height"] ?? 28)
        let gapX = left + right, gapY = 84.0
        let height = top + rows * panelHeight + (rows - 1) * gapY + bottom
        let boxes = (0..<Int(rows)).flatMap { row in
            (0..<Int(columns)).map { column in
                Box(
                    x: Double(column) * (panelWidth + gapX), y: top + Double(row) * (panelHeight + gapY) - above,
                    width: left + panelWidth + right, height: above + panelHeight + 50)
            }
        }
        return FigurePanels(
            width: left + columns * panelWidth + (columns - 1) * gapX + right, height: height,
            panels: boxes.map { Panel(box: $0) }, foot: foot > 0 ? height - foot : height)
    }

    /// Panels that a script places one by one, some of which share axes.
    private static func placed(_ script: String, _ numbers: ScriptNumbers) -> FigurePanels? {
        guard let width = numbers["page_width"], let height = numbers["page_height"] else { return nil }
        let foot = numbers["page_foot"] ?? height
        struct Place {
            let box: Box
            let hasLeft: Bool, hasBelow: Bool
        }
        let places = script.components(separatedBy: "eval place(").dropFirst().compactMap { part -> Place? in
            let values = part.prefix { $0 != ")" }.split(separator: ",").map {
                Double($0.trimmingCharacters(in: .whitespaces))
            }
            guard values.count == 4, let x = values[0], let y = values[1], let wide = values[2], let high = values[3]
            else { return nil }
            return Place(
                box: Box(x: x, y: y, width: wide, height: high), hasLeft: !part.contains("set format y ''"),
                hasBelow: !part.contains("set format x ''"))
        }
        guard places.count > 1 else { return nil }
        func meets(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Bool { a < d && c < b }
        let panels = places.map { place -> Panel in
            let box = place.box
            let beside = places.filter { meets(box.y, box.bottom, $0.box.y, $0.box.bottom) }
            // A panel goes on to where its neighbours begin, and has its numbers whole.
            let next = beside.filter { $0.box.x > box.x + 1 }.map { $0.box.x - ($0.hasLeft ? axisLeft : 10) }.min()
            let before = beside.filter { $0.box.x < box.x - 1 }.map { $0.box.right + 14 }.max() ?? 0
            let right = max(box.right + 12, next ?? width)
            let bottom =
                places.filter { $0.box.y > box.y + 1 && meets(box.x, box.right, $0.box.x, $0.box.right) }
                .map { $0.box.y - above }.min() ?? foot
            let over =
                places.filter { $0.box.y < box.y - 1 && meets(box.x, box.right, $0.box.x, $0.box.right) }
                .map { $0.box.bottom + halfNumber }.max() ?? 0
            let left = place.hasLeft ? max(before, box.x - axisLeft) : box.x, top = max(over, box.y - above)
            let end = place.hasBelow ? bottom : box.bottom + halfNumber
            let own = Box(x: left, y: top, width: min(right, width) - left, height: end - top)
            let source =
                place.hasLeft ? nil : places.last { $0.hasLeft && abs($0.box.y - box.y) < 1 && $0.box.x < box.x }
            let under =
                place.hasBelow ? nil : places.first { $0.hasBelow && abs($0.box.x - box.x) < 1 && $0.box.y > box.y }
            return Panel(
                box: own,
                left: source.map { source in
                    let x = max(0, source.box.x - axisLeft)
                    return Box(x: x, y: own.y, width: source.box.x - x, height: own.height)
                },
                below: under.map { under in
                    let more = place.hasLeft ? 0.0 : 12
                    return Box(
                        x: own.x - more, y: under.box.bottom + halfNumber, width: own.width + more,
                        height: axisBelow - halfNumber)
                })
        }
        return FigurePanels(width: width, height: height, panels: panels, foot: foot)
    }

    /// The picture's size and the begin of its foot; then x, y, width and height of each panel, and of the strips at its left and below
    /// it, zeros for none.
    var attribute: String {
        func numbers(_ box: Box?) -> [Double] { box.map { [$0.x, $0.y, $0.width, $0.height] } ?? [0, 0, 0, 0] }
        return ([[width, height, foot]] + panels.map { numbers($0.box) + numbers($0.left) + numbers($0.below) }).map {
            $0.map { GnuplotText.number($0) }.joined(separator: ",")
        }.joined(separator: " ")
    }
}

/// The numbers that a script sets before it loads the style.
private struct ScriptNumbers {
    private let script: Substring

    init(_ script: String) {
        self.script = script.prefix(
            upTo: script.firstRange(of: #/load '(?:\.\./)*style\.gp'/#)?.lowerBound ?? script.endIndex)
    }

    subscript(_ name: String) -> Double? {
        guard let pattern = try? Regex("(?m)(?:^|; *)\(name) = ([0-9.]+)", as: (Substring, Substring).self) else {
            return nil
        }
        return script.firstMatch(of: pattern).flatMap { Double($0.1.hasSuffix(".") ? $0.1.dropLast() : $0.1) }
    }
}
