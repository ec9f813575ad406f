import Foundation

/// A picture of gnuplot in half of the bytes: lines in relative coordinates of a tenth of a pixel, without the points that a straight
/// line shows as well, and without empty groups.
struct CompactSVG {
    private let svg: String
    private let limit: Int

    /// - Parameter limit: the bytes above which lines lose further points.
    init(_ svg: String, limit: Int = 150_000) { (self.svg, self.limit) = (svg, limit) }

    /// The largest distances in pixels of a point that is left out from the line that is drawn: the usual one, and those for pictures that
    /// are still too large. At 0.4 the line, which is wider than that, covers the point all the same.
    private static let tolerances = [0.2, 0.3, 0.4]

    var text: String {
        var text = ""
        for tolerance in Self.tolerances {
            text = compact(tolerance)
            if text.utf8.count <= limit { break }
        }
        // gnuplot escapes `<` and `&` only, and these three would end a section that XML does not have here.
        return text.replacing("]]>", with: "]]&gt;")
    }

    private func compact(_ tolerance: Double) -> String {
        var result = "", rest = svg[...]
        while let start = rest.firstRange(of: " d='M") {
            let data = start.upperBound...
            guard let end = rest[data].firstIndex(of: "'") else { break }
            result += rest[..<rest.index(start.lowerBound, offsetBy: 4)]
            let path = "M" + rest[start.upperBound..<end]
            result += Self.lines(path).map { Self.path($0, tolerance) } ?? path
            rest = rest[end...]
        }
        return Self.withoutEmptyGroups(result + rest)
    }

    /// A point in tenths of a pixel.
    struct Point: Equatable {
        var x: Int
        var y: Int
    }

    private struct Line {
        var points: [(x: Double, y: Double)]
        var isClosed = false
    }

    /// The lines of a path of absolute moves and lines; nil for one that has other commands.
    private static func lines(_ path: String) -> [Line]? {
        var lines: [Line] = []
        for word in path.split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" }) {
            if word.lowercased() == "z" {
                guard !lines.isEmpty else { return nil }
                lines[lines.count - 1].isClosed = true
                continue
            }
            let isMove = word.hasPrefix("M"), isLine = word.hasPrefix("L")
            let numbers = (isMove || isLine ? word.dropFirst() : word).split(separator: ",").map { Double($0) }
            guard numbers.count == 2, let x = numbers[0], let y = numbers[1], isMove || !lines.isEmpty else {
                return nil
            }
            if isMove { lines.append(Line(points: [])) }
            lines[lines.count - 1].points.append((x, y))
        }
        return lines
    }

    private static func path(_ lines: [Line], _ tolerance: Double) -> String {
        var here = Point(x: 0, y: 0), result = ""
        for line in lines {
            let points = simplified(line.points, within: tolerance).map {
                Point(x: Int(($0.x * 10).rounded()), y: Int(($0.y * 10).rounded()))
            }
            result += "M\(tenths(points[0].x))\(separated(points[0].y))"
            here = points[0]
            var isFirst = true
            for point in points.dropFirst() where point != here || points.count == 2 {
                let x = tenths(point.x - here.x)
                result += isFirst ? "l\(x)" : x.hasPrefix("-") ? x : " " + x
                result += separated(point.y - here.y)
                here = point
                isFirst = false
            }
            if line.isClosed { result += "z" }
        }
        return result
    }

    private static func separated(_ value: Int) -> String {
        let text = tenths(value)
        return text.hasPrefix("-") ? text : " " + text
    }

    /// `-.5` for -5: SVG needs no zero before the point.
    private static func tenths(_ value: Int) -> String {
        let whole = abs(value) / 10, rest = abs(value) % 10
        let digits = rest == 0 ? "\(whole)" : (whole == 0 ? "" : "\(whole)") + ".\(rest)"
        return (value < 0 ? "-" : "") + digits
    }

    /// A line without the points that lie on the straight line between others (Douglas and Peucker).
    static func simplified(_ points: [(x: Double, y: Double)], within tolerance: Double) -> [(x: Double, y: Double)] {
        guard points.count > 2 else { return points }
        var keeps = [Bool](repeating: false, count: points.count)
        keeps[0] = true
        keeps[points.count - 1] = true
        var open = [(0, points.count - 1)]
        while let (first, last) = open.popLast() {
            guard last - first > 1 else { continue }
            let (a, b) = (points[first], points[last]), (dx, dy) = (b.x - a.x, b.y - a.y)
            let length = (dx * dx + dy * dy).squareRoot()
            var farthest = first, most = 0.0
            for index in first + 1..<last {
                let (px, py) = (points[index].x - a.x, points[index].y - a.y)
                let along = length > 0 ? min(max((px * dx + py * dy) / length, 0), length) : 0
                let (qx, qy) = length > 0 ? (along * dx / length, along * dy / length) : (0, 0)
                let distance = ((px - qx) * (px - qx) + (py - qy) * (py - qy)).squareRoot()
                if distance > most { (farthest, most) = (index, distance) }
            }
            guard most > tolerance else { continue }
            keeps[farthest] = true
            open += [(first, farthest), (farthest, last)]
        }
        return zip(points, keeps).filter(\.1).map(\.0)
    }

    private static func withoutEmptyGroups(_ text: String) -> String {
        text.replacing(#/<g [^>]*>\s*<\/g>\n?/#) { _ in "" }
    }
}
