import Foundation
import Testing

@Suite struct TableCommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func spec(_ table: String, images: String = "[leaves, fabric]", more: String = "") throws {
        try folder.write(
            "title: A tiny sweep\nname: tiny\n" + TinySpec.settings.replacing("[leaves]", with: images) + more
                + TinySpec.sweep
                + "seeds: [0, 1]\ntable: \(table)\n", to: "tiny.yaml")
    }

    private func summary(_ image: String, _ lambda: String, _ seed: Int, _ measure: String) throws -> Double {
        let runs = try folder.runs().map { run -> [String: Any] in
            try #require(try JSONSerialization.jsonObject(with: folder.data("\(run)/run.json")) as? [String: Any])
        }
        let run = try #require(
            runs.first { run in
                run["image"] as? String == image && run["seed"] as? Int == seed
                    && (run["axes"] as? [String: String])?["network.lipschitz"] == lambda
            })
        return try #require((run["summary"] as? [String: Double])?[measure])
    }

    /// Mean and deviation over seeds, a row of means over images, the best in bold: all against the records.
    @Test func cellsAreMeansOverSeeds() async throws {
        try spec(
            "{columns: [{heading: one, where: {network.lipschitz: 1}, measure: psnr, digits: 4}, "
                + "{heading: two, where: {network.lipschitz: 2.0}, measure: psnr, digits: 4}]}")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let output = try await DipProgram.run("table", "tiny.yaml", "--format", "csv", in: folder)
        #expect(output.status == 0 && output.error == "")
        let rows = output.out.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        #expect(
            rows[0] == ["image", "one", "one_deviation", "two", "two_deviation"]
                && rows.map(\.first) == ["image", "leaves", "fabric", "mean"])
        var means: [Double] = []
        for (row, image) in zip(rows[1...], ["leaves", "fabric"]) {
            let a = try summary(image, "2", 0, "psnr"), b = try summary(image, "2", 1, "psnr")
            means.append((a + b) / 2)
            #expect(abs(try #require(Double(row[3])) - (a + b) / 2) < 1e-6)
            #expect(abs(try #require(Double(row[4])) - abs(a - b) / 2.0.squareRoot()) < 1e-6)
        }
        #expect(abs(try #require(Double(rows[3][3])) - (means[0] + means[1]) / 2) < 1e-6)
        // Over seeds of the mean over images, not over images.
        let bySeed = try (0...1).map {
            try (summary("leaves", "2", $0, "psnr") + summary("fabric", "2", $0, "psnr")) / 2
        }
        #expect(abs(try #require(Double(rows[3][4])) - abs(bySeed[0] - bySeed[1]) / 2.0.squareRoot()) < 1e-6)

        let markdown = try await DipProgram.run("table", "tiny.yaml", in: folder)
        #expect(markdown.out.hasPrefix("**A tiny sweep**  \n64 x 64 pixels; 3 iterations; seeds 0, 1\n"))
        let parts: Int = markdown.out.components(separatedBy: "**").count
        #expect(parts == 2 * 4 + 1, "a title and the best of three rows")
        #expect(try await DipProgram.run("table", "tiny.yaml", in: folder).out == markdown.out)
    }

    /// Less time is no better result, unless a spec says so.
    @Test func costIsNotMarked() async throws {
        try spec(
            "{rows: network.lipschitz, columns: [{measure: psnr}, {measure: core_seconds}, {measure: peak_memory_mb}, "
                + "{measure: seconds, ranked: true}]}", images: "[leaves]")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let output = try await DipProgram.run("table", "tiny.yaml", in: folder)
        let rows = output.out.split(separator: "\n").filter { $0.hasPrefix("| 1 ") || $0.hasPrefix("| 2 ") }
        let marked = rows.map { $0.split(separator: "|").map { $0.contains("**") } }
        #expect(rows.count == 2, "\(output.out)")
        // Times that are shown alike are marked alike.
        for column in [1, 4] { #expect(marked.contains { $0[column] }, "\(output.out)") }
        for column in [2, 3] { #expect(!marked.contains { $0[column] }, "\(output.out)") }
    }

    @Test func withoutRowsAllThatVariesIsShown() async throws {
        try spec("{}")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let output = try await DipProgram.run("table", "tiny.yaml", "--format", "csv", "--sort-by", "image", in: folder)
        let rows = output.out.split(separator: "\n").map { $0.split(separator: ",").prefix(2).joined(separator: " ") }
        #expect(rows == ["lipschitz image", "1 fabric", "1 leaves", "1 mean", "2 fabric", "2 leaves", "2 mean"])
        let unknown = try await DipProgram.run("table", "tiny.yaml", "--sort-by", "ssim", in: folder)
        #expect(
            unknown.status == 2
                && unknown.error.hasPrefix(
                    "dip: there is no column 'ssim' to sort by; allowed: lipschitz, image, best_psnr")
        )
    }

    @Test func filesOfSeveralTables() async throws {
        try spec("[{}, {name: by-lambda, across: network.lipschitz, label: \"λ = {}\"}]", images: "[leaves]")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let output = try await DipProgram.run("table", "tiny.yaml", "--format", "latex", "-o", "tables/", in: folder)
        #expect(output.out == "tables/tiny.tex\ntables/tiny-by-lambda.tex\n")
        #expect(try folder.text("tables/tiny-by-lambda.tex").contains("\\multicolumn{4}{c}{$\\lambda$ = 1}"))
        let both = try await DipProgram.run(
            "table", "tiny.yaml", "--format", "md", "--format", "csv", "-o", "both/", in: folder)
        #expect(both.out == "both/tiny.md\nboth/tiny.csv\nboth/tiny-by-lambda.md\nboth/tiny-by-lambda.csv\n")
        #expect(try folder.text("both/tiny.csv").hasPrefix("lipschitz,"))
        let printed = try await DipProgram.run("table", "tiny.yaml", "--format", "md", "--format", "csv", in: folder)
        #expect(printed.status == 2 && printed.error.hasPrefix("dip: more than one --format needs a folder"))
        let single = try await DipProgram.run("table", "tiny.yaml", "--output", "a.md", in: folder)
        #expect(single.status == 2 && single.error.hasPrefix("dip: tiny.yaml: has 2 tables; choose one with --name"))
        let named = try await DipProgram.run(
            "table", "tiny.yaml", "--name", "by-lambda", "--output", "a.md", in: folder)
        #expect(named.status == 0 && folder.exists("a.md"))
        let unknown = try await DipProgram.run("table", "tiny.yaml", "--name", "x", in: folder)
        #expect(unknown.error == "dip: tiny.yaml: has no table 'x'; it has: one without a name, by-lambda\n")
    }

    @Test func twoTablesOfOneName() async throws {
        try folder.write("name: same\n" + TinySpec.settings, to: "a/one.yaml")
        try folder.write("name: same\n" + TinySpec.settings, to: "b/two.yaml")
        let output = try await DipProgram.shell(
            "\"$0\" run a/one.yaml > log && \"$0\" table a/one.yaml b/two.yaml -o out/", in: folder)
        #expect(
            output.status == 2
                && output.error
                    == "dip: a/one.yaml, b/two.yaml: two tables are called 'same'; ask for one spec at a time\n"
        )
        #expect(!folder.exists("out/same.md"))
        #expect(try await DipProgram.run("table", "a/one.yaml", "b/two.yaml", in: folder).status == 0)
        #expect(
            try await DipProgram.run("table", "a/one.yaml", "b/two.yaml", "--format", "json", in: folder).status == 2)
    }

    /// Published values are those of a made-up paper for images that carry the name of its data set.
    @Test func publishedValuesStandBesideWithAVerdict() async throws {
        try folder.write(
            "task,dataset,image,method,metric,value,source\nt,synthetic,leaves,DIP,psnr,50,A paper\nt,synthetic,mean,DIP,psnr,1,A paper\n"
                + "t,synthetic,fabric,DIP,psnr,1,A paper\n", to: "published.csv")
        try spec(
            "{rows: image, columns: [{heading: one, where: {network.lipschitz: 1}, measure: psnr, published: DIP}], "
                + "published: {task: t, dataset: synthetic, tolerance: 0.5}}",
            more: "scale: {quick: {iterations: 2}, crop128: {size: [128, 64], crop: 64}}\n")
        func verdicts(_ scale: String...) async throws -> [String] {
            let arguments = scale.isEmpty ? "" : " --scale \(scale[0])"
            let output = try await DipProgram.shell(
                "\"$0\" run tiny.yaml\(arguments) > log && \"$0\" table tiny.yaml --format csv\(arguments)", in: folder)
            #expect(output.status == 0 && output.error == "")
            return output.out.split(separator: "\n").dropFirst().compactMap {
                $0.split(separator: ",").last.map(String.init)
            }
        }
        let off = try await verdicts()
        #expect(off.count == 3 && off.allSatisfy { $0.hasPrefix("off by ") })
        #expect(try await verdicts("quick") == [String](repeating: "not comparable", count: 3))
        let quick = try await DipProgram.run("table", "tiny.yaml", "--scale", "quick", in: folder)
        #expect(quick.out.contains("Not comparable with published values (one): 2 of 3 iterations."))
        #expect(quick.out.contains("Published: A paper.\n"))
        #expect(try await verdicts("crop128") == [String](repeating: "not comparable", count: 3))
    }

    /// A mean over a part of the published set is not what was published.
    @Test func aMeanOverFewerImagesIsNotCompared() async throws {
        let pair = try TestDataset(in: folder)
        try pair.put(pair.first, "first.png")
        try pair.put(pair.second, "second.png")
        try folder.write(
            folder.text("Experiments/datasets/pair.yaml")
                + "  - {file: third.png, url: \"https://data.invalid/third.png\", bytes: 1, sha256: \""
                + String(repeating: "0", count: 64) + "\"}\n", to: "Experiments/datasets/pair.yaml")
        try folder.write(
            "task,dataset,image,method,metric,value,source\nt,pair,first,DIP,psnr,1,A paper\nt,pair,mean,DIP,psnr,1,A paper\n",
            to: "Experiments/published.csv")
        try folder.write(
            "name: some\n"
                + TinySpec.settings.replacing("synthetic", with: "pair").replacing(
                    "[leaves]\nsize: 64", with: "[first, second]")
                + "table: {rows: image, columns: [{heading: one, measure: psnr, published: DIP}], published: {task: t, dataset: pair}}\n",
            to: "Experiments/some.yaml")
        let output = try await DipProgram.shell(
            "\"$0\" run Experiments/some.yaml > log && \"$0\" table Experiments/some.yaml", in: folder)
        #expect(output.status == 0 && output.error == "")
        #expect(
            output.out.contains(" off by ")
                && output.out.contains("Not comparable with published values (one): 2 of 3 images."))
    }

    @Test func stoppingRules() async throws {
        try spec(
            "[{kind: stopping, across: network.lipschitz}, {name: results, rows: image, columns: [{heading: stopped, where: {network.lipschitz: 1}, "
                + "measure: stop_psnr, rule: ratio}]}]", images: "[leaves]")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let none = try await DipProgram.run("table", "tiny.yaml", in: folder)
        #expect(none.status == 2 && none.error.hasPrefix("dip: tiny.yaml: no run has a file stops.csv"))
        let runs = folder.runs()
        for (index, run) in runs.enumerated() {
            let isFirst = try folder.text("\(run)/spec.yaml").contains("lipschitz: 1")
            let row = isFirst ? "0,1,20,0.5,\(index % 2 == 0 ? 0.25 : 0.75)" : ",,,,"
            try folder.write(
                "rule,parameters,iteration,known_at,psnr,ssim,gap\noracle,,2,2,21,0.5,0\nratio,windows=published,\(row)\n",
                to: "\(run)/stops.csv")
        }
        let output = try await DipProgram.run("table", "tiny.yaml", "--format", "csv", in: folder)
        #expect(output.status == 0 && output.error == "")
        let lines = output.out.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("rule,parameters,1_gap,1_gap_deviation,1_decided_at"))
        #expect(lines[2].hasPrefix("ratio,windows=published,"))
        let cells = lines[2].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let header = lines[0].split(separator: ",").map(String.init)
        func cell(_ name: String) throws -> String { cells[try #require(header.firstIndex(of: name))] }
        // A rule that never fires keeps a user to the end.
        #expect(try cell("1_decided_at") == "1" && cell("2_decided_at") == "3")
        #expect(
            try cell("1_saved") == "33.33" && cell("1_fired") == "2" && cell("1_runs") == "2" && cell("2_fired") == "0"
                && cell("2_saved") == "0")
        let stopped = try await DipProgram.run("table", "tiny.yaml", "--name", "results", in: folder)
        #expect(stopped.out.contains("20.00 ± 0.00"))
    }

    @Test func missingRunsAreNamedOrLeftEmpty() async throws {
        try spec("{rows: image, columns: [{heading: one, where: {network.lipschitz: 1}, measure: psnr}]}")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        for run in folder.runs()
        where try ["\"seed\" : 1", "\"leaves\""].allSatisfy(folder.text("\(run)/run.json").contains) {
            try FileManager.default.removeItem(atPath: "\(folder.path)/\(run)")
        }
        let refused = try await DipProgram.run("table", "tiny.yaml", in: folder)
        #expect(refused.status == 2)
        #expect(
            refused.error
                == "dip: tiny.yaml: 2 of 8 runs have no complete record in 'Results': image=leaves network.lipschitz=1 seed=1, "
                + "image=leaves network.lipschitz=2 seed=1; run them with: dip run tiny.yaml\n")
        let partial = try await DipProgram.run("table", "tiny.yaml", "--partial", in: folder)
        #expect(
            partial.status == 0 && partial.out.contains(#/\| leaves +\| +[*0-9.]+‡ \|/#)
                && partial.out.contains(#/\| fabric +\| +[*0-9]/#) && partial.out.contains(#/\| \*mean\* +\| .*‡ \|/#)
                && partial.out.contains("Incomplete: tiny.yaml: ")
                && partial.out.hasSuffix("\nMade by `dip table tiny.yaml --partial`.\n"))
    }

    @Test func whatDoesNotFitIsToldInOneSentence() async throws {
        try spec("{rows: image, columns: [{measure: psnr}]}", images: "[leaves]")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let ambiguous = try await DipProgram.run("table", "tiny.yaml", in: folder)
        #expect(ambiguous.status == 2)
        #expect(
            ambiguous.error
                == "dip: tiny.yaml: the cell 'psnr' of leaves combines runs that differ in 'network.lipschitz'; "
                + "name it in 'rows', 'across' or 'over', or choose a value by the column's 'where'\n")
        try spec("{rows: image, columns: [{measure: psnr, where: {network.lipschitz: 3}}]}", images: "[leaves]")
        let unfit = try await DipProgram.run("table", "tiny.yaml", in: folder)
        #expect(unfit.error == "dip: tiny.yaml: no run fits the column 'psnr': network.lipschitz=3\n")
        let plain = try await DipProgram.run("table", "tiny.yaml", "network.lipschitz=1", in: folder)
        #expect(plain.status == 2)
    }

    /// A spec that says nothing of tables has one all the same, and arguments choose what it shows.
    @Test func argumentsChooseRowsAndColumns() async throws {
        try folder.write(TinySpec.settings + TinySpec.sweep + "seeds: [0, 1]\n", to: "plain.yaml")
        _ = try await DipProgram.run("run", "plain.yaml", in: folder)
        let plain = try await DipProgram.run("table", "plain.yaml", "--format", "csv", in: folder)
        #expect(plain.status == 0 && plain.out.hasPrefix("lipschitz,best_psnr,"), "\(plain.error)")
        let chosen = try await DipProgram.run(
            "table", "plain.yaml", "table.columns=psnr,ssim", "table.rows=seed,network.lipschitz", "--format", "json",
            in: folder)
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(chosen.out.utf8)) as? [[String: Any]])
        #expect(rows.count == 4 && rows.map { $0["seed"] as? Int } == [0, 0, 1, 1], "\(chosen.error)")
        #expect(rows.allSatisfy { $0["psnr"] is Double && $0["ssim"] is Double && $0.count == 4 })
        let wrong = try await DipProgram.run("table", "plain.yaml", "table.columns=psnr,ssmi", in: folder)
        #expect(wrong.status == 2 && wrong.error.contains("'measure' cannot be 'ssmi'; did you mean 'ssim'?"))
    }

    @Test func theOutputsFolderIsMadeAndMeansAreNoRowsOfJSON() async throws {
        try spec("{columns: [psnr]}")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let written = try await DipProgram.run(
            "table", "tiny.yaml", "-o", "out/deep/t.csv", "--format", "csv", in: folder)
        #expect(written.status == 0 && written.out == "out/deep/t.csv\n" && folder.exists("out/deep/t.csv"))
        let json = try await DipProgram.run("table", "tiny.yaml", "--format", "json", in: folder)
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [[String: Any]])
        #expect(try folder.text("out/deep/t.csv").contains("mean") && rows.count == 4)
        #expect(rows.allSatisfy { $0["psnr_deviation"] is Double && $0["lipschitz"] is Int })
        let sorted = try await DipProgram.run(
            "table", "tiny.yaml", "images=leaves", "--sort-by", "psnr", "--format", "json", in: folder)
        let best = try #require(try JSONSerialization.jsonObject(with: Data(sorted.out.utf8)) as? [[String: Any]])
        let values = best.compactMap { $0["psnr"] as? Double }
        #expect(values.count == 2 && values[0] > values[1])
    }

    /// With one of two seeds missing a partial table has the other's value, and says so; nothing is lost.
    @Test func aPartialTableKeepsTheSeedsThatAreThere() async throws {
        try spec("{columns: [{measure: psnr, digits: 4}]}", images: "[leaves]")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let whole = try await DipProgram.run("table", "tiny.yaml", "--partial", in: folder)
        #expect(whole.error == "" && !whole.out.contains("‡"))
        let kept = try summary("leaves", "2", 0, "psnr")
        let gone = try #require(
            try folder.runs().first { try folder.text("\($0)/run.json").contains("lipschitz=2 seed=1") })
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(gone)")

        #expect(try await DipProgram.run("table", "tiny.yaml", in: folder).status == 2)
        let output = try await DipProgram.run("table", "tiny.yaml", "--partial", in: folder)
        #expect(output.status == 0)
        let shown = String(format: "%.4f", kept)
        #expect(output.out.contains(" \(shown)‡") || output.out.contains(" **\(shown)**‡"), "\(output.out)")
        #expect(output.out.contains("\n‡ The mean of those runs that have a record; others are missing.\n"))
        #expect(output.out.contains(" ± "))
        let csv = try await DipProgram.run("table", "tiny.yaml", "--partial", "--format", "csv", in: folder)
        let last =
            csv.out.split(separator: "\n").last.map { $0.split(separator: ",", omittingEmptySubsequences: false) } ?? []
        #expect(last.count == 3 && last[0] == "2" && last[2] == "", "\(csv.out)")
        #expect(abs(try #require(Double(last[1])) - kept) < 1e-5)
        #expect(
            csv.error.hasPrefix(
                "dip: tiny.yaml: means of those runs that have a record, as others are missing: 2: psnr\n"))

        // Without any seed the cell is empty.
        let second = try #require(
            try folder.runs().first { try folder.text("\($0)/run.json").contains("lipschitz=2 seed=0") })
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(second)")
        let empty = try await DipProgram.run("table", "tiny.yaml", "--partial", "--format", "csv", in: folder)
        #expect(empty.out.contains("\n2,,\n") && !empty.error.contains("means of those"), "\(empty.out)")
    }

    @Test func averagesOverNothingHaveARowForEachSeed() async throws {
        try spec("{over: [], columns: [psnr]}", images: "[leaves]")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let all = try await DipProgram.run("table", "tiny.yaml", "--format", "csv", in: folder)
        #expect(all.status == 0 && all.out.hasPrefix("lipschitz,seed,psnr\n1,0,"), "\(all.error)")
        #expect(all.out.split(separator: "\n").count == 5)
        try spec("{columns: [psnr]}", images: "[leaves]")
        let argument = try await DipProgram.run("table", "tiny.yaml", "table.over=[]", "--format", "csv", in: folder)
        #expect(argument.out == all.out)
    }
}
