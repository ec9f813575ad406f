import Foundation
import Testing

@Suite struct ReportCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder(
            experiment: "name: tiny\ntitle: A tiny sweep\n" + TinySpec.settings + TinySpec.sweep + "seeds: [0, 1]\n"
                + "figure: {name: strip, kind: strip, series: network.lipschitz}\ntable: {rows: network.lipschitz, columns: [{measure: psnr}]}\n"
                + "scale: {quick: {iterations: 2}}\n")
    }

    private func report(_ arguments: String = "") async throws -> String {
        let output = try await DipProgram.shell("\"$0\" report \(arguments)", in: folder)
        #expect(output.status == 0 && output.error == "" && output.out == "Results/index.html\n")
        return try folder.text("Results/index.html")
    }

    @Test func thePageShowsWhatWasRun() async throws {
        _ = try await DipProgram.run("run", "Experiments/tiny.yaml", in: folder)
        let first = try await report()
        #expect(first.contains("A tiny sweep") && first.contains("4 of 4"))
        #expect(first.contains("Not drawn yet; dip plot Experiments/tiny.yaml draws it."))
        // Pictures are files beside the page; a single file contains those of the comparison of the first seed: degraded, two results,
        // clean.
        #expect(!first.contains("data:image/") && first.contains("/output.png\""))
        let single = try await report("--single-file")
        let parts: Int = single.components(separatedBy: "data:image/png;base64,").count
        #expect(parts == 1 + 4)
        #expect(!single.contains("/output.png"))
        #expect(first.contains("<b>λ = 2</b>"))

        _ = try await DipProgram.run("plot", "Experiments/tiny.yaml", in: folder)
        let drawn = try await report()
        #expect(drawn.contains("src=\"../Plots/tiny/pictures/strip") && !drawn.contains("class=\"remark\""))
        #expect(try await report() == drawn)
        let bare = try await report("--without-images")
        #expect(!bare.contains("<img"))
    }

    /// Records name their spec, wherever it is.
    @Test func anExperimentOfOnesOwnIsOnThePage() async throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/my", withIntermediateDirectories: true)
        try folder.write("title: My own\n" + TinySpec.settings, to: "my/photo.yaml")
        _ = try await DipProgram.run("run", "my/photo.yaml", in: folder)
        let page = try await report()
        #expect(page.contains("<h2>My own") && !page.contains("Runs without a spec"))
        #expect(page.contains("href=\"../my/photo.yaml\""))
        let named = try await report("my/photo.yaml")
        #expect(named.contains("<h2>My own") && named.contains("dip report my/photo.yaml"))
        let refused = try await DipProgram.run("report", "my/none.yaml", in: folder)
        #expect(refused.status == 2 && refused.error.contains("my/none.yaml: there is no such file or folder of specs"))
    }

    @Test func theFooterNamesTheCommandThatWritesThePageAgain() async throws {
        _ = try await DipProgram.run("run", "Experiments/tiny.yaml", "network.lipschitz=1", "seeds=[0]", in: folder)
        #expect(try await report().contains(": dip report</p>"))
        let output = try await DipProgram.run(
            "report", "-o", "my pages/all.html", "--title", "My <own>", "--without-images", in: folder)
        #expect(output.status == 0 && output.out == "my pages/all.html\n", "\(output.error)")
        #expect(
            try folder.text("my pages/all.html").contains(
                ": dip report --output &#39;my pages/all.html&#39; &#39;--title=My &lt;own&gt;&#39; --without-images</p>"
            ))
    }

    /// What is nearest to the published size is read first; a figure of other records than those that are there says so.
    @Test func largeImagesComeFirstAndOldFiguresAreTold() async throws {
        try folder.write(
            folder.text("Experiments/tiny.yaml").replacing("tiny", with: "wide").replacing(
                "A wide sweep", with: "Larger"
            )
            .replacing("size: 64", with: "size: 96"), to: "Experiments/wide.yaml")
        let shown = try await DipProgram.shell(
            "for s in tiny wide; do \"$0\" run Experiments/$s.yaml > log && \"$0\" plot Experiments/$s.yaml > log; done",
            in: folder)
        #expect(shown.status == 0)
        let page = try await report()
        let first = try #require(page.range(of: "<h2>Larger")),
            second = try #require(page.range(of: "<h2>A tiny sweep"))
        #expect(first.lowerBound < second.lowerBound && !page.contains("Drawn from records other"))
        try folder.write(
            folder.text("Experiments/tiny.yaml").replacing(
                "kind: strip,", with: "kind: strip, inset: [0, 0, 0.5, 0.5],"), to: "Experiments/tiny.yaml")
        #expect(
            try await report().contains(
                "Drawn from records other than the present ones; dip plot Experiments/tiny.yaml redraws it.")
        )
    }

    @Test func scalesRunsOfNoSpecAndFailuresAreTold() async throws {
        _ = try await DipProgram.run("run", "Experiments/tiny.yaml", "--scale", "quick", "seeds=[0]", in: folder)
        _ = try await DipProgram.run(
            "run", "Experiments/tiny.yaml", "network.width=16", "seeds=[0]", "network.lipschitz=1", in: folder)
        let run = try #require(folder.runs().first { try folder.text("\($0)/run.json").contains("\"quick\"") })
        let failed = run + "0"
        try FileManager.default.copyItem(atPath: "\(folder.path)/\(run)", toPath: "\(folder.path)/\(failed)")
        try folder.write(
            folder.text("\(run)/run.json").replacing(
                "\"status\" : \"complete\"", with: "\"error\" : \"the loss is <not> finite\", \"status\" : \"failed\""),
            to: "\(failed)/run.json")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/Results/runs/tiny/broken", withIntermediateDirectories: true)
        try folder.write("images: [leaves\n", to: "Experiments/wrong.yaml")
        let page = try await report()
        #expect(page.contains("A tiny sweep (quick)") && page.contains("<td class=\"text\">2 of 4</td>"))
        #expect(page.contains("Runs without a spec"))
        #expect(page.contains("the loss is &lt;not&gt; finite") && page.contains("<code>tiny/broken</code>"))
        #expect(page.contains("Experiments/wrong.yaml is left out: "))
    }

    /// Runs are made once, under the name of the spec that came first.
    @Test func aSpecWhoseRunsWereMadeForAnotherIsShown() async throws {
        let text = try folder.text("Experiments/tiny.yaml")
        try folder.write(
            text.replacing("A tiny sweep", with: "The same again").replacing("tiny", with: "other")
                .replacing("quick: {iterations: 2}", with: "crop128: {}"), to: "Experiments/other.yaml")
        _ = try await DipProgram.run("run", "Experiments/tiny.yaml", in: folder)
        let page = try await report()
        // At the scale that changes nothing once, not twice.
        #expect(page.contains("The same again (crop128)") && !page.contains("<h2>The same again</h2>"))
        // With a part of its runs it is no section: they were made for the other.
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(folder.runs()[0])")
        #expect(try await !report().contains("The same again"))
    }

    @Test func withoutRecordsItIsRefused() async throws {
        let output = try await DipProgram.run("report", in: folder)
        #expect(
            output.status == 2
                && output.error == "dip: Results: this folder of records does not exist; 'dip run' creates it\n"
        )
        try FileManager.default.createDirectory(atPath: folder.path + "/Results", withIntermediateDirectories: true)
        let specs = try await DipProgram.run("report", "--specs", "nowhere", in: folder)
        #expect(specs.status == 2 && specs.error == "dip: nowhere: there is no such file or folder of specs\n")
    }

    /// The page in a real browser: the slider works, nothing is fetched, and a phone's width is enough.
    @Test(.enabled(if: Browser.isInstalled)) func thePageInABrowser() async throws {
        _ = try await DipProgram.run("run", "Experiments/tiny.yaml", in: folder)
        _ = try await DipProgram.run("plot", "Experiments/tiny.yaml", in: folder)
        let page = try await report("--single-file")
        // The page tells its own state: once alone, once in a frame as wide as a phone.
        let probe = """
            <script>
            addEventListener("load", () => {
              const range = document.querySelector(".slider input");
              range.value = 25;
              range.dispatchEvent(new Event("input"));
              const choice = document.querySelectorAll(".slider select")[1];
              choice.value = 3;
              choice.dispatchEvent(new Event("change"));
              const state = { wide: document.documentElement.scrollWidth > innerWidth, width: innerWidth,
                clip: document.querySelector(".stage img + img").style.clipPath, right: document.querySelector(".stage img + img").alt,
                broken: [...document.images].filter((image) => !image.complete || image.naturalWidth === 0).length,
                sliders: document.querySelectorAll(".slider").length, fetched: performance.getEntriesByType("resource").filter((entry) => !entry.name.startsWith("data:")).length };
              document.body.dataset.state = JSON.stringify(state);
              if (parent !== window) parent.postMessage(JSON.stringify(state), "*");
            });
            </script>
            """
        try folder.write(page.replacing("</body>", with: probe + "</body>"), to: "probe.html")
        try folder.write(
            "<!DOCTYPE html><script>addEventListener('message', (event) => { document.body.dataset.state = event.data; });</script>"
                + "<body><iframe src=\"probe.html\" width=\"360\" height=\"800\" style=\"border:0\"></iframe></body>",
            to: "phone.html")
        for (file, width) in [("probe.html", 1200), ("phone.html", 360)] {
            let document = try await Browser.document(file, in: folder)
            let state = try #require(document.firstMatch(of: #/data-state="([^"]*)"/#)).1.replacing(
                "&quot;", with: "\"")
            let values = try #require(try JSONSerialization.jsonObject(with: Data(state.utf8)) as? [String: Any])
            #expect(values["wide"] as? Bool == false && values["width"] as? Int == width, "\(file): \(state)")
            #expect(values["clip"] as? String == "inset(0px 0px 0px 25%)" && values["sliders"] as? Int == 1, "\(state)")
            #expect(
                (values["right"] as? String)?.hasSuffix("clean") == true && values["broken"] as? Int == 0
                    && values["fetched"] as? Int == 0, "\(state)")
        }
    }
}
