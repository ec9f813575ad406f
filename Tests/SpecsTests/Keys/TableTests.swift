import Records
import SpecFixtures
import Testing

@testable import Specs

@Suite struct TableTests {
    private let sweep = "seeds: [0, 1]\nsweep: {network.lipschitz: [1, 2]}\n"

    private func table(_ text: String) throws -> TableBlock {
        try #require(try experiment(sweep + "table: \(text)").tables.first)
    }

    @Test func allKeys() throws {
        let table = try table(
            """
            {name: a, kind: results, title: T, rows: [network.lipschitz, image], over: [seed, image], across: network.lipschitz, label: "λ = {}", best: none,
             mean: false, published: {task: t, dataset: d, tolerance: [0.5, 0.25]}, columns: [
              {heading: "band", where: {network.lipschitz: 1}, measure: fbc, band: 2, digits: 4, ranked: true},
              {measure: stop_psnr, rule: ratio, parameters: "windows=published", published: DIP}, {measure: psnr_at, iteration: 7}, {published: NLM}]}
            """)
        #expect(
            table.name == "a" && table.title == "T" && table.rows == ["network.lipschitz", "image"]
                && table.over == ["seed", "image"])
        #expect(table.label(for: "1") == "λ = 1" && table.best == TableBlock.Best.none && table.hasMeans == false)
        #expect(table.published == TableBlock.Published(task: "t", dataset: "d", tolerances: [0.25, 0.5]))
        let columns = table.columns
        #expect(
            columns[0]
                == .init(
                    heading: "band", runs: [("network.lipschitz", "1")], quantity: MetricQuery(.fbc, band: 2),
                    digits: 4, isRanked: true))
        #expect(
            columns[1].quantity == MetricQuery(.stopPSNR, rule: "ratio", parameters: "windows=published")
                && columns[1].heading == "stop psnr")
        #expect(
            columns[2].quantity == MetricQuery(.psnrAt, iteration: 7) && columns[3].quantity == nil
                && columns[3].published == "NLM")
    }

    @Test func defaults() throws {
        let table = try table("{}")
        #expect(
            table.kind == .results && table.rows == nil && table.over == ["seed"] && table.columns.count == 4
                && table.best == nil)
        #expect(try experiment("{}").tables.isEmpty)
    }

    @Test func aColumnMayBeOfAVariant() throws {
        let table = try #require(
            try experiment(
                "variants: {dip: {}, other: {ema: 0.5}}\ntable: {columns: [{variant: dip, measure: psnr, where: {variant: dip}}]}"
            )
            .tables.first)
        #expect(
            table.columns[0].runs.map(\.key) == ["variant", "variant"]
                && table.columns[0].runs.map(\.value) == ["dip", "dip"])
    }

    @Test func severalTablesHaveNames() throws {
        let tables = try experiment(sweep + "table: [{}, {name: stops, kind: stopping}]").tables
        #expect(tables.map(\.name) == [nil, "stops"] && tables[1].kind == .stopping)
        #expect(
            try experiment(sweep + "figure: [{series: seed}, {name: b, series: network.lipschitz}]").figures.map(\.name)
                == [nil, "b"])
    }

    @Test(
        arguments: [
            (
                "{colums: []}",
                "spec.yaml:3:9: unknown key 'colums'; did you mean 'columns'? allowed: name, kind, figure, title, rows, over, across, label, columns, "
                    + "best, mean, published"
            ),
            (
                "{rows: lipschitz}",
                "spec.yaml:3:15: 'rows' must name 'image' or swept keys, not 'lipschitz'; allowed: image, network.lipschitz, seed"
            ),
            (
                "{columns: [{heading: x}]}",
                "spec.yaml:3:19: a column needs 'measure', or 'published' for published values alone"
            ),
            ("{columns: [{measure: psnr_bets}]}", nil),
            ("{columns: [{measure: fbc}]}", "spec.yaml:3:19: the measure 'fbc' needs 'band'"),
            ("{columns: [{measure: fbc_reached, band: 1}]}", "spec.yaml:3:19: the measure 'fbc_reached' needs 'level'"),
            (
                "{columns: [{measure: fbc_best, band: 1, level: 0.5}]}",
                "spec.yaml:3:55: 'level' belongs to the measure 'fbc_reached', not to 'fbc_best'"
            ),
            (
                "{columns: [{measure: psnr, rule: ratio}]}",
                "spec.yaml:3:41: 'rule' belongs to the measures of stopping rules, not to 'psnr'"
            ),
            (
                "{columns: [{measure: psnr, published: DIP}]}",
                "spec.yaml:3:46: a column's 'published' needs the table's 'published', which chooses the values"
            ),
            (
                "{published: {task: t, dataset: d}, columns: [{measure: drop, published: DIP}]}",
                "spec.yaml:3:80: there are no published values of the measure 'drop'"
            ),
            (
                "{published: {task: t}}",
                "spec.yaml:3:20: 'published' needs 'task' and 'dataset', which choose values of published.csv"
            ),
            ("{columns: [{measure: psnr, variant: dip}]}", "spec.yaml:3:44: 'variant' needs the spec's 'variants'"),
            (
                "{columns: [{measure: psnr, where: {network.width: 8}}]}",
                "spec.yaml:3:43: 'where' must name swept keys, not 'network.width'; allowed: network.lipschitz, seed"
            ),
            (
                "{columns: [{measure: psnr}, {measure: psnr}]}",
                "spec.yaml:3:8: 'columns' has two adjacent columns called 'psnr'"
            ),
            (
                "{kind: stopping, columns: [{measure: psnr}]}",
                "spec.yaml:3:34: 'columns' are fixed in a table of kind 'stopping'"
            ),
            (
                "{kind: candidates, figure: f, columns: [{measure: psnr}]}",
                "spec.yaml:3:47: 'columns' are fixed in a table of kind 'candidates'"
            ),
            (
                "{kind: candidates}",
                "spec.yaml:3:8: a table of kind 'candidates' needs 'figure', a figure of the paper's"
            ),
            (
                "{figure: lipschitz}",
                "spec.yaml:3:17: 'figure' belongs to a table of kind 'candidates', not to one of kind 'results'"
            ),
            ("{label: x}", "spec.yaml:3:16: 'label' must contain {}, which stands for the value"),
            ("[{name: a}, {name: a}]", "spec.yaml:3:20: 'table' lists two blocks with the name 'a'"),
            ("[{}, {}]", "spec.yaml:3:13: 'table' lists two blocks without a 'name', which distinguishes their files"),
            ("{name: a/b}", "spec.yaml:3:15: 'name' may contain only letters, digits, '-' and '_', not 'a/b'"),
        ] as [(String, String?)])
    func mistakes(_ table: String, _ sentence: String?) {
        let answer = refusal(sweep + "table: \(table)")
        if let sentence {
            #expect(answer == sentence)
        } else {
            #expect(answer?.contains("did you mean 'psnr_best'?") == true)
        }
    }
}
