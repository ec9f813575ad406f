import Foundation
import Quoting

/// The place of a panel on its page, in pixels from the page's left and top.
struct PanelBox: Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }

    /// The command that puts the next panel here.
    var place: String { String(format: "eval place(%.1f, %.1f, %.1f, %.1f)", x, y, width, height) }

    /// The position of a point of the page as gnuplot's labels and arrows take it.
    static func screen(_ x: Double, _ y: Double) -> String {
        String(format: "screen %.1f / page_width, screen 1 - %.1f / page_height", x, y)
    }
}

/// Lines of text and of samples at the foot of a page, broken where the page ends.
struct PageFoot {
    /// A piece that is not broken: a text, or a sample of a line before a text.
    struct Piece: Equatable {
        var text: String
        /// The style of a line's sample, such as `linestyle 1`; nil for text alone.
        var sample: String?
        /// gnuplot's expression for the colour of the text.
        var color = "note_color"
    }

    /// Each paragraph begins on a line of its own.
    let paragraphs: [[Piece]]
    let left: Double
    let right: Double
    let unit: Double

    static let lineHeight = 15.0
    private static let sampleWidth = 18.0, gap = 12.0

    /// One paragraph of words, broken anywhere.
    static func words(_ text: String) -> [Piece] { text.split(separator: " ").map { Piece(text: String($0)) } }

    private func width(_ piece: Piece) -> Double {
        // Small letters.
        let text = 0.8 * Double(GnuplotText.width(piece.text)) + 3
        return unit * (text + (piece.sample == nil ? 0 : Self.sampleWidth + 4 + Self.gap))
    }

    /// The pieces of every line with their places.
    private var lines: [[(piece: Piece, x: Double)]] {
        paragraphs.flatMap { paragraph in
            var lines: [[(piece: Piece, x: Double)]] = [[]], x = left
            for piece in paragraph {
                if x + width(piece) > right, x > left {
                    lines.append([])
                    x = left
                }
                lines[lines.count - 1].append((piece, x))
                x += width(piece)
            }
            return lines
        }
    }

    /// The words of every line.
    var texts: [String] { lines.map { $0.map(\.piece.text).joined(separator: " ") }.filter { !$0.isEmpty } }

    var height: Double { Double(lines.count) * Self.lineHeight * unit }

    /// Labels from `first` on, and arrows for the samples; words that follow one another are one label.
    func commands(from top: Double, first: Int) -> [String] {
        var commands: [String] = [], number = first
        for (row, line) in zip(0..., lines) {
            let y = top + (Double(row) + 0.5) * Self.lineHeight * unit
            var words: [(piece: Piece, x: Double)] = []
            func end() {
                guard let start = words.first else { return }
                let text = words.map(\.piece.text).joined(separator: " ")
                commands.append(
                    "set label \(number) \(GnuplotText.label(text)) at \(PanelBox.screen(start.x, y)) left "
                        + "font small_font textcolor rgb \(start.piece.color)")
                number += 1
                words = []
            }
            for item in line {
                guard let sample = item.piece.sample else {
                    words.append(item)
                    continue
                }
                end()
                commands.append(
                    "set arrow \(number) from \(PanelBox.screen(item.x, y)) to "
                        + "\(PanelBox.screen(item.x + Self.sampleWidth * unit, y)) nohead \(sample)")
                words = [(item.piece, item.x + (Self.sampleWidth + 4) * unit)]
                end()
            }
            end()
        }
        return commands
    }
}
