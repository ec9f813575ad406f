import Foundation
import Testing

@Suite struct PlotCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(
            "title: A tiny sweep\n" + TinySpec.settings + TinySpec.sweep + TinySpec.figure
                + "scale: {quick: {iterations: 4}}\n", to: "tiny.yaml")
    }

    @Test func drawsTheRecordsOfASpec() async throws {
        _ = try await DipProgram.run("run", "tiny.yaml", "--scale", "quick", in: folder)
        let output = try await DipProgram.run("plot", "tiny.yaml", "--scale", "quick", "--png", in: folder)
        #expect(output.status == 0)
        #expect(output.error == "")
        #expect(output.out == "Plots/tiny/quick/tiny.gp\nPlots/tiny/quick/tiny.svg\nPlots/tiny/quick/tiny.png\n")
        #expect(folder.names(in: "Plots") == ["style.gp", "tiny"])
        #expect(folder.names(in: "Plots/tiny/quick") == ["tiny.gp", "tiny.png", "tiny.svg"])
        let script = try folder.text("Plots/tiny/quick/tiny.gp")
        #expect(script.contains("# Made by: dip plot tiny.yaml --scale quick\n"))
        #expect(script.contains("'../../../\(folder.runs()[0])/curves.csv'"))
        #expect(script.contains("load '../../style.gp'\n") && script.contains("# Figure: tiny/quick/tiny\n"))
        let picture = try folder.text("Plots/tiny/quick/tiny.svg")
        #expect(picture.contains("</svg>"))
        #expect(picture.contains("A tiny sweep"))

        // Whatever the locale, as in a batch job.
        let again = try await DipProgram.run(
            "plot", "tiny.yaml", "--scale", "quick", in: folder, environment: ["LC_ALL": "C", "LANG": "C"])
        #expect(again.status == 0)
        #expect(try folder.text("Plots/tiny/quick/tiny.svg") == picture)
    }

    /// Strips of two tasks: the degraded image comes first where there is one, and the text is in the picture.
    @Test func aStripShowsTheImages() async throws {
        try folder.write(
            TinySpec.settings + "sweep: {task: [{denoise: {sigma: 25}}, {enhance: {}}]}\nfigure: {kind: strip}\n",
            to: "strip.yaml")
        _ = try await DipProgram.run("run", "strip.yaml", in: folder)
        let output = try await DipProgram.run("plot", "strip.yaml", in: folder)
        #expect(output.status == 0 && output.error == "")
        let pictures = folder.pictures()
        // Pictures of photographs could not be published with the other figures.
        try #require(
            pictures
                == [
                    "strip/pictures/task-denoise-sigma-25.svg", "strip/pictures/task-enhance.svg",
                ].map { $0.replacing("pictures/", with: "pictures/leaves-") })
        let denoised = try folder.text("Plots/\(pictures[0])"), enhanced = try folder.text("Plots/\(pictures[1])")
        #expect(["degraded", "restored", "clean"].allSatisfy(denoised.contains) && denoised.contains(" dB"))
        #expect(["enhanced", "clean"].allSatisfy(enhanced.contains) && !enhanced.contains("degraded"))
        #expect(
            denoised.components(separatedBy: "<image").count == 4
                && enhanced.components(separatedBy: "<image").count == 3)
    }

    /// One spec, all kinds: each has its own file, and gnuplot draws them without a word.
    @Test func everyKindOfFigure() async throws {
        try folder.write(
            TinySpec.settings.replacing("[leaves]", with: "[leaves, fabric]") + TinySpec.sweep + """
                monitors: [{fixed: {iteration: 1}}, oracle]
                figure:
                  - {name: images, series: image}
                  - {name: stop, kind: stopping, series: network.lipschitz}
                  - {name: alone, kind: stopping}
                  - {name: loss, kind: losses, series: network.lipschitz, label: "λ = {}"}
                  - {name: spectrum, kind: spectrum, series: network.lipschitz}
                  - {name: error, kind: error-spectrum, series: network.lipschitz}
                  - {name: strip, kind: strip, series: network.lipschitz, inset: [8, 4, 16, 16]}

                """, to: "all.yaml")
        _ = try await DipProgram.run("run", "all.yaml", in: folder)
        let output = try await DipProgram.run("plot", "all.yaml", in: folder)
        #expect(output.status == 0 && output.error == "")
        let pictures = folder.pictures()
        // Of two images and two ceilings: one figure an image or a ceiling, but one a run of the kind that has no series.
        #expect(pictures.count == 16)
        let stop = try folder.text("Plots/all/stop-leaves.svg")
        #expect(stop.contains("fixed: 1") && stop.contains("best: "))
        #expect(
            try folder.text("Plots/all/pictures/spectrum-leaves.svg").components(separatedBy: "<image").count == 1 + 4)
        #expect(try folder.text("Plots/all/pictures/strip-fabric.svg").components(separatedBy: "<image").count == 1 + 8)
        let error = try folder.text("Plots/all/error-leaves.csv").split(separator: "\n")
        #expect(error[0] == "frequency,error_1,error_2,error_3" && error.count == 1 + 16)
        // The degraded image's error is white noise of variance (25 / 255)^2, less what grey averages out and clipping takes.
        let levels = error.dropFirst(4).compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
        let mean = levels.reduce(0, +) / Double(levels.count), deviation = 25.0 / 255, weights = 0.089 + 0.345 + 0.013
        let expected = deviation * deviation * weights
        #expect(mean > 0.7 * expected && mean < 1.1 * expected, "\(mean) \(expected)")
    }

    @Test func aStyleThatIsThereIsKept() async throws {
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        _ = try await DipProgram.run("plot", "tiny.yaml", "--plots", "a", in: folder)
        let style = "# Mine.\n" + (try folder.text("a/style.gp"))
        try folder.write(style, to: "a/style.gp")
        let output = try await DipProgram.run("plot", "tiny.yaml", "--plots", "a", in: folder)
        #expect(output.out == "a/tiny/tiny.gp\na/tiny/tiny.svg\n")
        #expect(try folder.text("a/style.gp") == style)
    }

    @Test func severalImagesGiveAFigureEach() async throws {
        for command in ["run", "plot"] {
            let output = try await DipProgram.run(command, "tiny.yaml", "images=leaves,fabric", in: folder)
            #expect(output.status == 0)
        }
        #expect(
            folder.pictures() == [
                "tiny/fabric+images-leaves-fabric.svg", "tiny/leaves+images-leaves-fabric.svg",
            ])
    }

    /// What is drawn with other settings stands beside what the spec asks for.
    @Test func argumentsNeverReplaceAFigure() async throws {
        for arguments in [[], ["network.lipschitz=1,3"]] {
            for command in ["run", "plot"] {
                #expect(try await DipProgram.start([command, "tiny.yaml"] + arguments, in: folder).end().status == 0)
            }
        }
        #expect(
            folder.pictures()
                == ["tiny/tiny+network.lipschitz-1-3.svg", "tiny/tiny.svg"])
    }

    /// Of several figures each gets what is set.
    @Test func anArgumentSetsAllFiguresOfASpec() async throws {
        let blocks =
            "figure: [{name: a, kind: losses, series: network.lipschitz}, {name: b, kind: psnr, series: network.lipschitz}]\n"
        try folder.write(TinySpec.settings + TinySpec.sweep + blocks, to: "two.yaml")
        #expect(try await DipProgram.run("run", "two.yaml", in: folder).status == 0)
        let output = try await DipProgram.run("plot", "two.yaml", "figure.width=84mm", in: folder)
        #expect(output.status == 0, "\(output.error)")
        let pictures = folder.pictures()
        #expect(pictures.count == 2)
        for picture in pictures { #expect(try folder.text("Plots/\(picture)").contains("width=\"317\"")) }
    }

    @Test func severalSpecsAreDrawnAtOnce() async throws {
        try folder.write(folder.text("tiny.yaml"), to: "other.yaml")
        let run = try await DipProgram.run("run", "tiny.yaml", "other.yaml", "iterations=2", in: folder)
        #expect(run.status == 0 && run.out.contains("other.yaml: 2 runs, 2 cached"))
        let output = try await DipProgram.run("plot", "tiny.yaml", "other.yaml", "iterations=2", in: folder)
        #expect(output.status == 0)
        let pictures = folder.pictures()
        #expect(pictures == ["other/other+iterations-2.svg", "tiny/tiny+iterations-2.svg"])
        let plan = try await DipProgram.run("run", "tiny.yaml", "other.yaml", "-n", "--format", "json", in: folder)
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(plan.out.utf8)) as? [[String: Any]])
        #expect(rows.map { $0["spec"] as? String } == ["tiny.yaml", "tiny.yaml", "other.yaml", "other.yaml"])
        #expect(rows.allSatisfy { $0["state"] as? String == "missing" && $0["iterations"] as? Int == 3 })
        let single = try await DipProgram.run("run", "tiny.yaml", "other.yaml", "--only", "a", in: folder)
        #expect(single.status == 2 && single.error.contains("--only needs a single spec"))
    }

    @Test func thePapersValuesAreShownAtItsScaleOnly() async throws {
        try folder.write(
            TinySpec.settings + TinySpec.sweep + TinySpec.figure.replacing("}\n", with: ", published: lipschitz}\n")
                + "scale: {quick: {iterations: 3}}\n", to: "tiny.yaml")
        try folder.write(
            "figure,panel,series,iteration,value,reading_error\nlipschitz,PSNR,lambda=2,1,15,0.1\n",
            to: "paper-figures.csv")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        for (arguments, shown) in [(["--scale", "quick"], false), (["--scale", "published"], true)] {
            let output = try await DipProgram.run("plot", "tiny.yaml", arguments[0], arguments[1], in: folder)
            #expect(output.status == 0)
            // The spec's own values are the published size, by name or without.
            let name = shown ? "tiny/tiny" : "tiny/quick/tiny"
            #expect(try folder.text("Plots/\(name).gp").contains("\n1,15,0.1\n") == shown)
        }
    }

    /// A title, a label and the names of variants that try to end gnuplot's strings and to run a program.
    @Test(arguments: ["'\u{301}", "\"\u{301}", "`\u{200d}", "\\\\\u{301}'", "'\\n", "'\\u2028"])
    func noTextOfASpecIsRun(sign: String) async throws {
        let sign = sign.unicodeScalars.first == "\"" ? "\\" + sign : sign
        let text = "x\(sign) `touch canary`; system('touch canary') #\(sign)"
        try folder.write(
            """
            name: hostile
            title: "\(text)"
            \(TinySpec.settings)
            variants: {"a `touch canary`\u{301}; system(1)": {}, "b\u{301}/:Bold\u{301} @x": {network.lipschitz: 2}}
            figure:
              - {name: bands, series: variant, label: "\(text) {}", title: "\(text)"}
              - {name: strip, kind: strip, series: variant, label: "\(text) {}"}
              - {name: loss, kind: losses, series: variant, label: "\(text) {}"}
              - {name: spectrum, kind: spectrum, series: variant, label: "\(text) {}"}

            """, to: "a`touch canary`'\u{301}.yaml")
        for command in ["run", "plot"] {
            let output = try await DipProgram.run(command, "a`touch canary`'\u{301}.yaml", in: folder)
            #expect(output.status == 0 && output.error == "", "\(output.error)")
        }
        let all = FileManager.default.enumerator(atPath: folder.path + "/Plots")?.compactMap { $0 as? String } ?? []
        // Folders have names without a dot.
        let files = all.filter { $0.contains(".") }.count
        #expect(files == 13, "\(all)")
        #expect(!all.contains { $0.hasSuffix("canary") } && !folder.exists("canary"))
    }

    @Test func missingRunsAreNamedWithTheCommandThatMakesThem() async throws {
        _ = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=1,3", in: folder)
        let output = try await DipProgram.run("plot", "tiny.yaml", in: folder)
        #expect(output.status == 2)
        #expect(
            output.error == "dip: tiny.yaml: 1 of 2 runs have no complete record in 'Results': network.lipschitz=2; "
                + "run them with: dip run tiny.yaml\n")
        #expect(!folder.exists("Plots"))
    }

    /// A figure of what there is says what is missing.
    @Test func partialFiguresLeaveOutWhatIsMissing() async throws {
        try folder.write(
            TinySpec.settings + """
                variants: {short: {}, long: {iterations: 9}, absent: {network.lipschitz: 3}}
                figure:
                  - {name: psnr, kind: psnr, series: variant}
                  - {name: strip, kind: strip, series: variant}

                """, to: "partial.yaml")
        for run in try await [
            DipProgram.run("run", "partial.yaml", "--only", "nothing", in: folder),
            DipProgram.run("plot", "partial.yaml", "--partial", in: folder),
        ] { #expect(run.status == 2) }
        let plan = try await DipProgram.run("run", "partial.yaml", "-n", "--format", "json", in: folder)
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(plan.out.utf8)) as? [[String: Any]])
        let keys = rows.compactMap { $0["key"] as? String }
        try #require(keys.count == 3)
        _ = try await DipProgram.run("run", "partial.yaml", "--only", keys[0], "--only", keys[1], in: folder)
        for directory in folder.runs() {
            try FileManager.default.removeItem(atPath: "\(folder.path)/\(directory)/clean.png")
        }
        #expect(try await DipProgram.run("plot", "partial.yaml", in: folder).status == 2)
        let output = try await DipProgram.run("plot", "partial.yaml", "--partial", in: folder)
        #expect(output.status == 0 && output.out == "Plots/partial/psnr.gp\nPlots/partial/psnr.svg\n")
        #expect(output.error.contains("1 of 3 runs have no complete record in 'Results': variant=absent"))
        #expect(output.error.contains("A figure is left out: ") && output.error.contains("clean.png: is missing"))
        let picture = try folder.text("Plots/partial/psnr.svg")
        #expect(picture.contains(">short, ") && picture.contains(">long, 9<") && !picture.contains("absent"))
        let named = try await DipProgram.run("plot", "partial.yaml", "--name", "strap", in: folder)
        #expect(named.status == 2)
        #expect(named.error == "dip: partial.yaml: has no figure 'strap'; it has: psnr, strip\n")
    }

    @Test func whatCannotBeDrawnIsToldInOneSentence() async throws {
        try folder.write(TinySpec.settings, to: "plain.yaml")
        let plain = try await DipProgram.run("plot", "plain.yaml", in: folder)
        #expect(plain.status == 2)
        #expect(plain.error == "dip: plain.yaml: has no 'figure' block, which says how to draw the records\n")

        let single = try await DipProgram.run("plot", "tiny.yaml", "network.lipschitz=1", in: folder)
        #expect(single.status == 2)
        #expect(
            single.error == "dip: tiny.yaml: the figure compares values of 'network.lipschitz', "
                + "but an override leaves only one value\n")

        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let unequipped = try await DipProgram.run("plot", "tiny.yaml", in: folder, environment: ["PATH": folder.path])
        #expect(unequipped.status == 1)
        #expect(unequipped.error.hasPrefix("dip: gnuplot was not found"))
        #expect(folder.exists("Plots/tiny/tiny.gp"))
    }
}
