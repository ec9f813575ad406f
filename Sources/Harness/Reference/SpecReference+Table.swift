import Records

/// The keys of tables.
extension SpecReference {
    private static let measures = RunMeasure.allCases.map(\.rawValue)

    static let table = [
        SpecKey("table", "The table that is made of the records, or a list of tables with names.", .either([.mapping, .list(.mapping, 1...Int.max)]),
                example: "{columns: [{measure: psnr}]}"),
        SpecKey("table.name", "Part of the names of the table's files, where there are several.", .text, example: "stops"),
        SpecKey("table.kind", "The kind of table.", .names(TableBlock.Kind.allCases.map(\.rawValue)), default: "results", example: "stopping"),
        SpecKey("table.title", "The table's title.", .text, defaultWords: "the experiment's", example: "\"Denoising, sigma 25\""),
        SpecKey("table.rows", "`image` and swept keys whose values make the rows; a row of means follows for each value of all but the last.",
                .either([.text, .list(.text, 1...Int.max)]), defaultWords: "all that vary and are not in `over`, `across` or chosen by the columns",
                example: "[network.lipschitz, image]"),
        SpecKey("table.over", "`image` and swept keys that are averaged over in each cell.", .either([.text, .list(.text, 1...Int.max)]), default: "[seed]",
                example: "[seed, image]"),
        SpecKey("table.across", "A swept key for whose every value the columns are repeated.", .text, example: "network.lipschitz"),
        SpecKey("table.label", "What stands above the columns of a value of `across`, with {} in place of the value.", .text, default: "\"{}\"",
                example: "\"λ = {}\""),
        SpecKey("table.columns", "The columns.", .list(.mapping, 1...Int.max), defaultWords: "best PSNR, its iteration, final PSNR and drop",
                example: "[{measure: psnr_input}, {heading: \"final\", measure: psnr_last}]"),
        SpecKey("table.columns.heading", "What stands above the column; in CSV files in snake_case.", .text, defaultWords: "the measure's name",
                example: "\"DIP, peak\""),
        SpecKey("table.columns.variant", "The variant whose runs the column is of.", .text, defaultWords: "all", example: "dip"),
        SpecKey("table.columns.where", "Values of swept keys that choose the column's runs.", .settings, defaultWords: "all", example: "{network.lipschitz: 1}"),
        SpecKey("table.columns.measure", "What is shown (`dip list table-measures`); a column without it shows published values alone.", .names(measures),
                example: "psnr_best"),
        SpecKey("table.columns.band", "The frequency band of the measures `fbc`, `fbc_best` and `fbc_reached`, 1 for the lowest.", .integer(1...32), example: "1"),
        SpecKey("table.columns.level", "The correspondence whose first iteration the measure `fbc_reached` is.", .number(.atLeast(0).atMost(1)), example: "0.5"),
        SpecKey("table.columns.iteration", "The recorded iteration of the measure `psnr_at`.", .integer(0...Int.max), example: "500"),
        SpecKey("table.columns.rule", "The stopping rule of the measures `stop_psnr`, `stop_ssim`, `stop_iteration`, `stop_gap`, `stop_saved` and `decided_at`.", .text,
                example: "ratio"),
        SpecKey("table.columns.parameters", "Parameters of that rule, as many as tell which is meant where it ran with several.", .text, defaultWords: "the first in `monitors`", example: "\"windows=published\""),
        SpecKey("table.columns.digits", "Decimals that are shown.", .integer(0...8), defaultWords: "the measure's", example: "1"),
        SpecKey("table.columns.ranked", "Whether the column's values may be the best of their row.", .flag,
                defaultWords: "`false` for the degraded image and for the best iteration, which needs the clean image; else `true`", example: "false"),
        SpecKey("table.columns.published", "The method whose published values stand beside the column's, with difference and verdict.", .text, example: "DIP"),
        SpecKey("table.best", "Where the best value is set in bold: in each row, each column or nowhere.", .names(TableBlock.Best.allCases.map(\.rawValue)),
                defaultWords: "`row` where the last of `rows` is `image`, else `column`", example: "row"),
        SpecKey("table.mean", "Whether rows of means follow.", .flag, defaultWords: "`true` where the last of `rows` is `image` and there are several", example: "false"),
        SpecKey("table.published", "Which values of `published.csv` are compared with.", .mapping, example: "{task: denoising sigma 25, dataset: set9}"),
        SpecKey("table.published.task", "Their task.", .text, example: "denoising sigma 25"),
        SpecKey("table.published.dataset", "Their data set.", .text, example: "set9"),
        SpecKey("table.published.tolerance", "Values that differ by no more agree.", .number(.atLeast(0)), unit: "of the metric", default: "0.5", example: "0.3"),
    ]
}
