import Quoting
import Records

/// What the page's scripts read: runs and curves as JSON.
///
/// Records of one key have the same numbers, so each curve is written once.
struct ReportData {
    private let runs: [ReportRun]

    init(_ runs: [ReportRun]) {
        var seen: Set<String> = []
        self.runs = runs.filter { seen.insert($0.identifier).inserted }
    }

    var json: String {
        var curves: [(String, String)] = [], written: Set<String> = []
        for run in runs {
            guard let curve = run.curve, written.insert(run.record.key).inserted else { continue }
            curves.append((run.record.key, curve.json))
        }
        return JSONScript.object([
            ("runs", JSONScript.object(runs.map { ($0.identifier, Self.json($0)) })),
            ("curves", JSONScript.object(curves)),
        ])
    }

    private static func json(_ run: ReportRun) -> String {
        let record = run.record, summary = record.summary
        var entries = [
            ("key", JSONScript.text(record.key)), ("image", JSONScript.text(record.image)),
            ("title", JSONScript.text(record.title)), ("label", JSONScript.text(run.settingsText)),
            (
                "numbers",
                JSONScript.object(
                    [
                        ("PSNR at the end, dB", summary["psnr"]), ("best PSNR, dB", summary["psnr_best"]),
                        ("iteration of the best", summary["iteration_best"]),
                        ("SSIM at the end", summary["ssim"]), ("loss at the end", summary["loss"]),
                        ("iterations", Double(run.iterations)), ("seed", Double(record.seed)),
                        ("training time, s", run.seconds), ("peak memory, MB", record.peakMemoryMB),
                    ].compactMap { name, value in
                        value.map { (name, JSONScript.number(($0 * 10000).rounded() / 10000)) }
                    })
            ),
            ("spec", JSONScript.object(run.spec.map { ($0.key, JSONScript.text($0.value)) })),
        ]
        let pictures = run.pictures.filter { $0.image.embeddedBytes == 0 }
        if !pictures.isEmpty {
            entries.append(
                (
                    "pictures",
                    JSONScript.list(
                        pictures.map {
                            JSONScript.object([
                                ("label", JSONScript.text($0.label)), ("src", JSONScript.text($0.image.address)),
                            ])
                        })
                ))
        }
        return JSONScript.object(entries)
    }
}

/// JSON inside of a page: nothing in it ends the element that contains it.
package enum JSONScript {
    /// A text with its quotes.
    package static func text(_ text: String) -> String {
        let escaped = text.replacingScalars { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "<", ">", "&", "\u{2028}", "\u{2029}", "\0"..."\u{1f}", "\u{7f}": "\\u" + scalar.hexadecimal(digits: 4)
            default: "\(scalar)"
            }
        }
        return "\"\(escaped)\""
    }

    /// A number; `null` for one that is unknown or undefined.
    package static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "null" }
        return Int(exactly: value).map(String.init) ?? "\(value)"
    }

    package static func list(_ values: [String]) -> String { "[\(values.joined(separator: ","))]" }

    /// Values are JSON already; their order is kept.
    package static func object(_ entries: [(String, String)]) -> String {
        "{\(entries.map { "\(text($0.0)):\($0.1)" }.joined(separator: ","))}"
    }
}
