import Records

/// The keys of `table`.
extension TableBlock {
    /// Reads a block; `swept` are the keys of the sweep. Throws a `SpecError`.
    init(_ node: SpecNode, swept: [String]) throws {
        let entries = try node.mapping("table", allowed: Vocabulary.table)
        let keys = [Self.imageKey] + swept
        name = try NamedBlocks.name(entries.value("name"))
        kind = try entries.value("kind")?.choice("kind", Kind.self) ?? .results
        title = try entries.value("title")?.text("title")
        rows = try entries.value("rows")?.list("rows", orSingle: true).map { try Self.key($0, "rows", among: keys) }
        over = try entries.value("over")?.list("over", orSingle: true).map { try Self.key($0, "over", among: keys + ["seed"]) } ?? ["seed"]
        across = try entries.value("across").map { try Self.key($0, "across", among: keys) }
        label = try entries.value("label")?.text("label") ?? "{}"
        guard label.contains("{}") else {
            throw SpecError(entries.value("label")?.place ?? node.place, "'label' must contain {}, which stands for the value")
        }
        best = try entries.value("best")?.choice("best", Best.self)
        hasMeans = try entries.value("mean")?.flag("mean")
        published = try entries.value("published").map(Self.published)
        let compares = published != nil
        columns = try entries.value("columns")?.list("columns").map { try Self.column($0, swept: swept, comparesPublished: compares) }
            ?? Self.standardColumns
        if kind == .stopping, let columns = entries.value("columns") {
            throw SpecError(columns.place, "'columns' are fixed in a table of kind 'stopping'")
        }
        for (first, second) in zip(columns, columns.dropFirst()) where first.heading == second.heading && first.runs.elementsEqual(second.runs, by: ==) {
            throw SpecError(node.place, "'columns' has two neighbours called '\(first.heading)'")
        }
    }

    private static let standardColumns = [
        Column(heading: "best PSNR", runs: [], quantity: RunQuantity(.psnrBest)),
        Column(heading: "at iteration", runs: [], quantity: RunQuantity(.iterationBest)),
        Column(heading: "final PSNR", runs: [], quantity: RunQuantity(.psnrLast)),
        Column(heading: "drop", runs: [], quantity: RunQuantity(.dropLast)),
    ]

    private static func key(_ node: SpecNode, _ name: String, among keys: [String]) throws -> String {
        let key = try node.text(name)
        guard keys.contains(key) else {
            throw SpecError(node.place, "'\(name)' must name 'image' or swept keys, not '\(key)'" + NearestName.hint(for: key, allowed: keys))
        }
        return key
    }

    private static func published(_ node: SpecNode) throws -> Published {
        let entries = try node.mapping("published", allowed: Vocabulary.tablePublished)
        guard let task = entries.value("task"), let dataset = entries.value("dataset") else {
            throw SpecError(node.place, "'published' needs 'task' and 'dataset', which choose values of published.csv")
        }
        return Published(task: try task.text("task"), dataset: try dataset.text("dataset"),
                         tolerance: try entries.value("tolerance")?.number("tolerance", .atLeast(0)) ?? 0.5)
    }

    private static func column(_ node: SpecNode, swept: [String], comparesPublished: Bool) throws -> Column {
        let entries = try node.mapping("columns", allowed: Vocabulary.tableColumn)
        let measure = try entries.value("measure")?.choice("measure", RunMeasure.self)
        let published = try entries.value("published")?.text("published")
        guard measure != nil || published != nil else {
            throw SpecError(node.place, "a column needs 'measure', or 'published' for published values alone")
        }
        if let place = entries.value("published")?.place {
            guard comparesPublished else { throw SpecError(place, "a column's 'published' needs the table's 'published', which chooses the values") }
            if let measure, measure.publishedMetric == nil {
                throw SpecError(place, "no published values are of the measure '\(measure.rawValue)'")
            }
        }
        let quantity = try measure.map { try Self.quantity($0, entries, at: node.place) }
        var runs: [(key: String, value: String)] = []
        if let variant = entries.value("variant") {
            guard swept.contains(Variant.key) else { throw SpecError(variant.place, "'variant' needs the spec's 'variants'") }
            runs.append((Variant.key, try variant.text("variant")))
        }
        if let conditions = entries.value("where") {
            guard let list = conditions.entries else { throw conditions.mismatch("where", "a mapping of swept keys to their values") }
            for entry in list {
                guard swept.contains(entry.key) else {
                    throw SpecError(entry.place, "'where' must name swept keys, not '\(entry.key)'" + NearestName.hint(for: entry.key, allowed: swept))
                }
                runs.append((entry.key, entry.value.summary))
            }
        }
        return Column(heading: try entries.value("heading")?.text("heading") ?? Self.heading(measure, published), runs: runs, quantity: quantity,
                      digits: try entries.value("digits")?.integer("digits", 0...8),
                      isRanked: try entries.value("ranked")?.flag("ranked"), published: published)
    }

    private static func heading(_ measure: RunMeasure?, _ published: String?) -> String {
        measure?.rawValue.replacing("_", with: " ") ?? "published: \(published ?? "")"
    }

    /// A measure with what it needs, and nothing that it does not.
    private static func quantity(_ measure: RunMeasure, _ entries: [SpecNode.Entry], at place: SpecPlace) throws -> RunQuantity {
        func option<Value>(_ key: String, of measures: String, _ belongs: Bool, isNeeded: Bool = true, read: (SpecNode) throws -> Value) throws -> Value? {
            guard let node = entries.value(key) else {
                if belongs && isNeeded { throw SpecError(place, "the measure '\(measure.rawValue)' needs '\(key)'") }
                return nil
            }
            guard belongs else { throw SpecError(node.place, "'\(key)' belongs to \(measures), not to '\(measure.rawValue)'") }
            return try read(node)
        }
        let rules = "the measures of stopping rules"
        return RunQuantity(
            measure,
            band: try option("band", of: "the measures of frequency bands", measure.isOfBand) { try $0.integer("band", 1...32) },
            level: try option("level", of: "the measure 'fbc_reached'", measure == .fbcReached) { try $0.number("level", .atLeast(0).atMost(1)) },
            iteration: try option("iteration", of: "the measure 'psnr_at'", measure == .psnrAt) { try $0.integer("iteration", 0...Int.max) },
            rule: try option("rule", of: rules, measure.isOfStoppingRule) { try $0.text("rule") },
            parameters: try option("parameters", of: rules, measure.isOfStoppingRule, isNeeded: false) { try $0.text("parameters") })
    }
}
