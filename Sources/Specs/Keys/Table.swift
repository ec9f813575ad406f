import Records

/// The keys of `table`.
extension TableBlock {
    static var entries: [SpecKey] { block(swept: []).entries }

    /// One block, or a list of them that have names; `swept` are the keys of the sweep. Throws all that is wrong.
    static func all(_ node: SpecNode, swept: [String]) throws -> [TableBlock] {
        let block = block(swept: swept)
        return try NamedBlocks.read(node, key: "table", name: \.name) { node, mistakes in
            var table = TableBlock()
            let given = block.read(node, "table", into: &table, &mistakes)
            if table.kind == .candidates, given["figure"] == nil, !given.wrong.contains("figure") {
                mistakes.add(
                    SpecError(node.place, "a table of kind 'candidates' needs 'figure', a figure of the paper's"))
            }
            for (first, second) in zip(table.columns, table.columns.dropFirst())
            where first.heading == second.heading && first.runs.elementsEqual(second.runs, by: ==) {
                mistakes.add(SpecError(node.place, "'columns' has two adjacent columns called '\(first.heading)'"))
            }
            return table
        }
    }

    private static func block(swept: [String]) -> Block<TableBlock> {
        let key = key(among: [imageKey] + swept)
        return Block(TableBlock()) {
            Key(
                "name", \.name, Form<String>.fileName.optional,
                "Part of the table's file names; needed if the spec has several tables.", example: "stops")
            Key("kind", \.kind, .name, "The kind of table.", example: "stopping")
            Key(
                "figure", \.figure, Form<String>.text.optional,
                "The figure of `paper-figures.csv` that a table of kind `candidates` measures the distance of each run from.",
                example: "lipschitz",
                dependingOn: { node, table, _ in
                    guard table.kind == .candidates else {
                        throw SpecError(
                            node.place,
                            "'figure' belongs to a table of kind 'candidates', not to one of kind '\(table.kind.rawValue)'"
                        )
                    }
                    return Form<String>.text.optional
                })
            Key(
                "title", \.title, Form<String>.text.optional, "The table's title.", default: "the experiment's",
                example: "\"Denoising, sigma 25\"")
            Key(
                "rows", \.rows, key.list(orSingle: true).optional,
                "`image` and swept keys whose values form the rows; a row of means follows for each combination of all "
                    + "but the last.",
                default: "all that vary and are not in `over`, `across` or chosen by the columns",
                example: "[network.lipschitz, image]")
            Key(
                "over", \.over, Self.key(among: [imageKey] + swept + ["seed"]).list(orSingle: true, mayBeEmpty: true),
                "`image` and swept keys that are averaged over in each cell; `[]` for no average.",
                example: "[seed, image]")
            Key(
                "across", \.across, key.optional, "A swept key; the columns are repeated for each of its values.",
                example: "network.lipschitz")
            Key(
                "label", \.label, .label,
                "The heading above the columns of a value of `across`, with {} in place of the value.",
                example: "\"λ = {}\"")
            Key(
                "columns", \.columns, columns(swept: swept, compares: true),
                "The columns; the name of a measure is short for `{measure: NAME}`.",
                default: "best PSNR, its iteration, mean PSNR of the last tenth, and drop",
                example: "[psnr_input, {heading: \"final\", measure: psnr_last}]",
                dependingOn: { node, table, given in
                    guard !table.kind.hasOwnColumns else {
                        throw SpecError(
                            node.place, "'columns' are fixed in a table of kind '\(table.kind.rawValue)'")
                    }
                    return columns(swept: swept, compares: table.published != nil || given.wrong.contains("published"))
                })
            Key(
                "best", \.best, Form<Best>.name.optional,
                "Where the best value is set in bold: in each row, each column or nowhere.",
                default: "`row` where the last of `rows` is `image`, else `column`", example: "row")
            Key(
                "mean", \.hasMeans, Form<Bool>.flag.optional, "Whether rows of means are added.",
                default: "`true` where the last of `rows` is `image` and there are several", example: "false")
            Key(
                "published", \.published, publishedForm.optional, "The values of `published.csv` to compare with.",
                example: "{task: denoising sigma 25, dataset: set9}")
        }
    }

    private static func key(among keys: [String]) -> Form<String> {
        .key(among: keys, "'image' or swept keys")
    }

    private struct PublishedKeys {
        var task: String?
        var dataset: String?
        var tolerances = Published.usualTolerances
    }

    private static let publishedBlock = Block(PublishedKeys()) {
        Key("task", \.task, Form<String>.text.optional, "The task of these values.", example: "denoising sigma 25")
        Key("dataset", \.dataset, Form<String>.text.optional, "The data set of these values.", example: "set9")
        Key(
            "tolerance", \.tolerances, Form<Double>.number(.atLeast(0)).list(orSingle: true),
            "The differences that a verdict tells apart: `within 0.3`, `within 0.5`, else `off by` how much.",
            unit: "of the metric", example: "0.3")
    }

    private static let publishedForm = Form<Published>(.mapping, below: publishedBlock.entries) { node, key, _ in
        let keys = try publishedBlock.form.read(node, key, nil)
        guard let task = keys.task, let dataset = keys.dataset else {
            throw SpecError(node.place, "'\(key)' needs 'task' and 'dataset', which choose values of published.csv")
        }
        return Published(task: task, dataset: dataset, tolerances: keys.tolerances.sorted())
    } text: { _ in
        nil
    }
}

/// The keys of `table.columns`.
extension TableBlock {
    private struct ColumnKeys {
        var heading: String?
        var variant: String?
        var conditions: [(key: String, value: String)] = []
        var measure: RunMetric?
        var band: Int?
        var level: Double?
        var iteration: Int?
        var rule: String?
        var parameters: String?
        var digits: Int?
        var isRanked: Bool?
        var published: String?
    }

    private static func columns(swept: [String], compares: Bool) -> Form<[Column]> {
        let block = columnBlock(swept: swept)
        // A measure that needs an option cannot stand alone.
        let names = RunMetric.allCases.filter { !$0.isOfBand && !$0.isOfStoppingRule && $0 != .psnrAt }.map(\.rawValue)
        return Form(.list(.either([.names(names), .mapping]), 1...Int.max), below: block.entries) { node, key, _ in
            var mistakes = Mistakes()
            let columns = try node.list(key).compactMap { item in
                mistakes.attempt { try column(item, key, block, comparesPublished: compares) }
            }
            try mistakes.end()
            return columns
        } text: { _ in
            nil
        }
    }

    private static func columnBlock(swept: [String]) -> Block<ColumnKeys> {
        Block(ColumnKeys()) {
            Key(
                "heading", \.heading, Form<String>.text.optional,
                "The heading of the column; in CSV files it is in snake_case.", default: "the measure's name",
                example: "\"DIP, peak\"")
            Key(
                "variant", \.variant, Form<String>.text.optional, "The variant whose runs the column shows.",
                default: "all", example: "dip",
                dependingOn: { node, _, _ in
                    guard swept.contains(Variant.key) else {
                        throw SpecError(node.place, "'variant' needs the spec's 'variants'")
                    }
                    return Form<String>.text.optional
                })
            Key(
                "where", \.conditions, conditions(swept), "Values of swept keys that choose the column's runs.",
                default: "all",
                example: "{network.lipschitz: 1}")
            Key(
                "measure", \.measure, Form<RunMetric>.name.optional,
                "What is shown (`dip list table-measures`); a column without it shows published values "
                    + "alone.", example: "psnr_best")
            Key(
                "band", \.band, Form<Int>.integer(1...32).optional,
                "The frequency band of the measures `fbc`, `fbc_best` and `fbc_reached`, 1 for the lowest.",
                example: "1")
            Key(
                "level", \.level, Form<Double>.number(.atLeast(0).atMost(1)).optional,
                "The correspondence that the band must reach, for the measure `fbc_reached`.",
                example: "0.5")
            Key(
                "iteration", \.iteration, Form<Int>.integer(0...Int.max).optional,
                "The recorded iteration of the measure `psnr_at`.", example: "500")
            Key(
                "rule", \.rule, Form<String>.text.optional,
                "The stopping rule of the measures `stop_psnr`, `stop_ssim`, `stop_iteration`, `stop_gap`, "
                    + "`stop_saved` and `decided_at`.", example: "ratio")
            Key(
                "parameters", \.parameters, Form<String>.text.optional,
                "Parameters of that rule, as many as identify it if it ran with several.",
                default: "the first in `monitors`", example: "\"windows=published\"")
            Key(
                "digits", \.digits, Form<Int>.integer(0...8).optional, "Number of decimals.",
                default: "the measure's", example: "1")
            Key(
                "ranked", \.isRanked, Form<Bool>.flag.optional,
                "Whether the column's values may be marked as the best.",
                default:
                    "`false` for time and memory, for the degraded image, and for the best iteration, which needs the "
                    + "clean image; else `true`",
                example: "false")
            Key(
                "published", \.published, Form<String>.text.optional,
                "The method whose published values are shown beside the column's, with difference and verdict.",
                example: "DIP")
        }
    }

    private static func conditions(_ swept: [String]) -> Form<[(key: String, value: String)]> {
        Form(.settings) { node, key, _ in
            guard let entries = node.entries else {
                throw node.mismatch(key, "a mapping of swept keys to their values")
            }
            var mistakes = Mistakes()
            for entry in entries where !swept.contains(entry.key) {
                mistakes.add(
                    SpecError(
                        entry.place,
                        "'\(key)' must name swept keys, not '\(entry.key)'"
                            + NearestName.hint(for: entry.key, allowed: swept)))
            }
            try mistakes.end()
            return entries.map { ($0.key, $0.value.summary) }
        } text: { _ in
            nil
        }
    }

    private static func column(_ node: SpecNode, _ name: String, _ block: Block<ColumnKeys>, comparesPublished: Bool)
        throws -> Column
    {
        var keys = ColumnKeys(), mistakes = Mistakes()
        let given: Given
        if node.scalarText != nil {
            given = block.fill(&keys, from: [SpecNode.Entry(key: "measure", place: node.place, value: node)], &mistakes)
        } else {
            given = block.read(node, name, into: &keys, &mistakes)
        }
        if keys.measure == nil, given["published"] == nil, given.wrong.isDisjoint(with: ["measure", "published"]) {
            mistakes.add(SpecError(node.place, "a column needs 'measure', or 'published' for published values alone"))
        }
        if let place = given["published"]?.place {
            if !comparesPublished {
                mistakes.add(
                    SpecError(place, "a column's 'published' needs the table's 'published', which chooses the values"))
            } else if let measure = keys.measure, measure.publishedMetric == nil {
                mistakes.add(SpecError(place, "there are no published values of the measure '\(measure.rawValue)'"))
            }
        }
        if let measure = keys.measure { check(measure, given, at: node.place, &mistakes) }
        try mistakes.end()
        let quantity = keys.measure.map {
            MetricQuery(
                $0, band: keys.band, level: keys.level, iteration: keys.iteration, rule: keys.rule,
                parameters: keys.parameters)
        }
        let heading =
            keys.heading ?? keys.measure?.rawValue.replacing("_", with: " ") ?? "published: \(keys.published ?? "")"
        return Column(
            heading: heading, runs: (keys.variant.map { [(key: Variant.key, value: $0)] } ?? []) + keys.conditions,
            quantity: quantity, digits: keys.digits,
            isRanked: keys.isRanked, published: keys.published)
    }

    /// Checks that a measure has the options that it needs, and no others.
    private static func check(_ measure: RunMetric, _ given: Given, at place: SpecPlace, _ mistakes: inout Mistakes) {
        let rules = "the measures of stopping rules"
        let options: [(key: String, measures: String, belongs: Bool, isNeeded: Bool)] = [
            ("band", "the measures of frequency bands", measure.isOfBand, true),
            ("level", "the measure 'fbc_reached'", measure == .fbcReached, true),
            ("iteration", "the measure 'psnr_at'", measure == .psnrAt, true),
            ("rule", rules, measure.isOfStoppingRule, true),
            ("parameters", rules, measure.isOfStoppingRule, false),
        ]
        for option in options {
            if let node = given[option.key] {
                if !option.belongs {
                    mistakes.add(
                        SpecError(
                            node.place, "'\(option.key)' belongs to \(option.measures), not to '\(measure.rawValue)'"))
                }
            } else if option.belongs, option.isNeeded, !given.wrong.contains(option.key) {
                mistakes.add(SpecError(place, "the measure '\(measure.rawValue)' needs '\(option.key)'"))
            }
        }
    }
}
