import Foundation
import Imaging
import Testing

/// What people write who are new to it: each is answered with its place and with what to do.
@Suite struct SpecMistakesTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        let photo = SyntheticImage.leaves.image(width: 200, height: 150)
        try folder.write(photo, to: "photo.jpg")
        try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
    }

    private static let head = "dataset: {files: [photo.jpg]}\ncrop: 64\niterations: 200\n"

    /// The lines below `head`, and how each line of the answer begins.
    @Test(arguments: [
        ("iteration: 100", "4:1: unknown key 'iteration'; did you mean 'iterations'? "),
        ("network: {architecure: decoder}", "4:11: unknown key 'architecure'; did you mean 'architecture'? "),
        ("network: {upsampler: bilinar}", "4:22: 'upsampler' cannot be 'bilinar'; did you mean 'bilinear'? "),
        ("record_every: many", "4:15: 'record_every' must be a whole number of at least 1, not 'many'"),
        ("record_every: 1e3", "4:15: 'record_every' must be a whole number of at least 1, not '1e3'"),
        (
            "network:\n  architecture: decoder\n   upsampler: bilinear",
            "6:13: this is not valid YAML: mapping values are not allowed in this context; the keys of one mapping need "
                + "the same indentation"
        ),
        (
            "network:\n\tarchitecture: decoder",
            "5:1: this is not valid YAML: found character that cannot start any token; lines are indented by spaces, not "
                + "by tabs"
        ),
        ("seed 3", "4:1: this is not valid YAML: there is no colon in 'seed 3'"),
        ("seed:3", "4:1: this is not valid YAML: there is no space after the colon in 'seed:3'"),
        (
            "network: {lipschitz: [1, 2]}",
            "4:22: 'lipschitz' must be a number of at least 0, not a list; values to try belong under 'sweep'"
        ),
        ("seeds: 3", "4:8: 'seeds' must be a list with at least one value, such as [a, b], not '3'"),
        ("sweep: {network.lambda: [1, 2]}", "4:9: unknown key 'network.lambda'; did you mean 'network.lipschitz'? "),
        (
            "sweep: {network.lipschitz: 1}",
            "4:28: 'network.lipschitz' must be a list with at least one value, such as [a, b], not '1'"
        ),
        (
            "sweep: {network: {lipschitz: [1, 2]}}",
            "4:9: 'sweep' takes dotted keys; write network.lipschitz: [1, 2]"
        ),
        ("lambda: 1.4", "4:1: unknown key 'lambda'; did you mean 'network.lipschitz'? "),
        ("λ: 1.4", "4:1: unknown key 'λ'; did you mean 'network.lipschitz'? "),
        ("network: {architecture: Decoder}", "4:25: 'architecture' cannot be 'Decoder'; did you mean 'decoder'? "),
        ("sigma: 25", "4:1: unknown key 'sigma'; did you mean 'task.denoise.sigma' or "),
        ("seed: 1\nseed: 2", "4:1: key 'seed' is given more than once"),
        ("figure: {series: network.upsampler}", "4:18: 'series' must be a swept key, but the spec has no sweep"),
        ("figure: {kind: curve}", "4:16: 'kind' cannot be 'curve'; allowed: bands, "),
        (
            "table: {columns: [{measure: psnr-best}]}",
            "4:29: 'measure' cannot be 'psnr-best'; did you mean 'psnr_best'? "
        ),
        (
            "title: My photo: denoising",
            "4:16: this is not valid YAML: mapping values are not allowed in this context; a text that contains ': ' "
                + "needs quotes"
        ),
        ("seed: 1\nseeds: [1, 2]", "5:1: 'seed' and 'seeds' cannot be given together: "),
        ("network: {lipschitz: None}", "4:22: 'lipschitz' must be a number of at least 0, not 'None'"),
        (
            "network: {architecture: skip, lipschitz: 1.4}",
            "4:31: architecture 'skip' has no key 'lipschitz'; allowed: architecture, "
        ),
        ("title: \"abc", "4:8: this is not valid YAML: the quoted text that starts here is not closed"),
        (
            "stop: es_wmv",
            "4:7: 'stop' cannot be 'es_wmv'; did you mean 'es-wmv'? allowed: ratio, es-wmv, es-emv, loss-target, "
        ),
        ("stop: oracle", "4:7: 'stop' cannot be 'oracle', which knows the best iteration only afterwards; "),
        ("learning_rate: 0.01", "4:1: unknown key 'learning_rate'; did you mean 'optimizer.adam.learning_rate' or "),
        ("optimizer: {adam: {lr: 0.01}}", "4:20: unknown key 'lr'; did you mean 'learning_rate'? "),
        (
            "iteration: 100\nnetwork: {upsamplr: bilinear}\ntask: {denoise: {sigma: -5}}",
            """
            4:1: unknown key 'iteration'; did you mean 'iterations'?
            5:11: unknown key 'upsamplr'; did you mean 'upsampler'?
            6:25: 'sigma' must be a number above 0 and at most 255, not '-5'
            """
        ),
    ])
    func keysAndValues(_ lines: String, _ starts: String) async throws {
        try await check(Self.head + lines + "\n", starts)
    }

    /// Whole specs.
    @Test(arguments: [
        ("", ": the file is empty; a spec is a YAML file, and 'dip init PHOTO' writes one for a photograph\n"),
        ("- dataset: synthetic\n", ":1:1: 'spec' must be a mapping with keys among name, "),
        (
            "dataset: photo.jpg\n",
            ":1:10: 'dataset' cannot be 'photo.jpg'; for image files of your own write {files: [photo.jpg]}"
        ),
        (
            "images: photo.jpg\n",
            ":1:9: dataset 'synthetic' has no image 'photo.jpg'; for image files of your own write dataset: {files: "
                + "[photo.jpg]}"
        ),
        ("dataset: {files: [photos.jpg]}\n", ":1:19: "), ("dataset: {files: [~/nowhere.jpg]}\n", ":1:19: /"),
        ("dataset: {files: ['*.gif']}\n", ":1:19: 'files': no file fits '*.gif'"),
        ("dataset: {files: [empty]}\n", ":1:19: 'files': the folder 'empty' has no PNG, JPEG, TIFF or BMP file"),
        ("dataset: set8\n", ":1:10: 'dataset' cannot be 'set8'; did you mean 'set5'? allowed: synthetic, bernoulli, "),
        ("images: [leaf]\n", ":1:10: dataset 'synthetic' has no image 'leaf'; allowed: leaves, "),
        (
            "dataset: synthetic\nsize: 64\nsweep: {images: [leaves, fabric]}\n",
            ":3:9: 'images' cannot be swept; list several images under 'images'"
        ),
        (
            "dataset: {files: [photo.jpg]}\ncrop: 256\n",
            ": image 'photo': a centred crop of 256 x 256 does not fit into an image of 200 x 150 pixels"
        ),
        (
            "dataset: {files: [photo.jpg]}\ncrop: 100\n",
            ": image 'photo' is 100 x 100 after cropping; a decoder of depth 5 with padding 'reflect' needs sides that "
                + "are multiples of 32 and at least 64"
        ),
    ])
    func wholeSpecs(_ spec: String, _ start: String) async throws {
        try folder.write(spec, to: "spec.yaml")
        let output = try await DipProgram.run("run", "spec.yaml", "-n", in: folder)
        #expect(output.status == 2 && output.error.hasPrefix("dip: spec.yaml\(start)"), "\(output.error)")
    }

    private func check(_ spec: String, _ starts: String) async throws {
        try folder.write(spec, to: "spec.yaml")
        let output = try await DipProgram.run("run", "spec.yaml", "-n", in: folder)
        #expect(output.status == 2 && output.out.isEmpty)
        let lines = output.error.split(separator: "\n"), expected = starts.split(separator: "\n")
        #expect(lines.count == expected.count, "\(output.error)")
        for (line, start) in zip(lines, expected) {
            #expect(line.hasPrefix("dip: spec.yaml:\(start)"), "\(line)")
        }
    }

    /// What was a mistake and is taken as it was meant.
    @Test(arguments: [
        ("dataset: {files: ['*.jpg']}\n", "1 run,"), ("dataset: {files: [.]}\n", "1 run,"),
        ("dataset: {files: [~/photo.jpg]}\n", "1 run,"),
        ("{\"dataset\": \"synthetic\", \"size\": 64, \"iterations\": 10}\n", "4 runs,"),
        ("size: 64\nimages: leaves\nmonitors: oracle\ntable: {columns: [psnr_best, psnr_last]}\n", "1 run,"),
    ])
    func whatIsAccepted(_ spec: String, _ count: String) async throws {
        try folder.write(spec, to: "spec.yaml")
        let output = try await DipProgram.start(
            ["run", "spec.yaml", "-n"], in: folder, environment: ["HOME": folder.path]
        )
        .end()
        #expect(output.status == 0 && output.out.contains("spec.yaml: \(count)"), "\(output.error)")
    }

    /// The published size is named once, with a block and without.
    @Test func scalesThatThereAreAreNamed() async throws {
        for block in ["{quick: {iterations: 3}, published: {iterations: 5}}", "{quick: {iterations: 3}}"] {
            try folder.write(Self.head + "scale: \(block)\n", to: "spec.yaml")
            let output = try await DipProgram.run("run", "spec.yaml", "--scale", "crop128", "-n", in: folder)
            #expect(output.error == "dip: spec.yaml: the spec has no scale 'crop128'; it has: quick, published\n")
        }
    }

    @Test func hardlyAnyNoiseIsWarnedOf() async throws {
        try folder.write(Self.head + "task: {denoise: {sigma: 0.1}}\n", to: "spec.yaml")
        let output = try await DipProgram.run("run", "spec.yaml", "-n", in: folder)
        #expect(output.status == 0)
        #expect(
            output.error
                == "dip: spec.yaml: sigma is of samples from 0 to 255, and 0.1 is hardly any noise; 0.1 of samples from 0 "
                + "to 1 is 25.5 here\n")
    }

    /// Command lines with one mistake each.
    @Test(arguments: [
        ("rn spec.yaml", "there is no subcommand 'rn'; did you mean 'run'? allowed: "),
        ("version", "there is no subcommand 'version'; did you mean 'dip --version'?; see 'dip --help'"),
        ("help nothing", "there is no subcommand 'nothing'; "),
        ("run . -n", ".: this is a folder, not a YAML file; several specs are named one by one"),
        ("run nothere.yaml -n", "nothere.yaml: there is no such file"),
        ("run photo.jpg -n", "photo.jpg: the file is not UTF-8 text; a spec is a YAML file, and 'dip init PHOTO' "),
        ("run -n", "missing expected argument '<spec>'; see "),
        ("run spec.yaml --dryrun", "unknown option '--dryrun'. Did you mean '--dry-run'?; see 'dip run --help'"),
        (
            "run spec.yaml --scale small -n",
            "spec.yaml: the spec has no block 'scale', so it has its own values only; leave out --scale small"
        ),
        (
            "run spec.yaml --scale tiny -n",
            "the value 'tiny' is invalid for '--scale <scale>'; please provide one of 'quick', 'crop128', 'whole256', 'crop512' or 'published'; see "
        ),
        (
            "run spec.yaml -n network.lipschitz",
            "argument 'network.lipschitz': an override has the form key=value, such as network.lipschitz=2"
        ),
        (
            "run spec.yaml -n lipschitz=0.5",
            "argument 'lipschitz=0.5': unknown key 'lipschitz'; did you mean 'network.lipschitz'? "
        ),
        (
            "run spec.yaml -n lambda=0.5",
            "argument 'lambda=0.5': unknown key 'lambda'; did you mean 'network.lipschitz'? "
        ),
        ("run spec.yaml -n iterations=", "argument 'iterations=': key 'iterations' has no value"),
        (
            "run spec.yaml -n sweep.network.lipschitz=1",
            "argument 'sweep.network.lipschitz=1': several values with commas are a sweep: network.lipschitz=1,2"
        ),
        ("run spec.yaml -n +seeds=5", "argument '+seeds=5': unknown key '+seeds'; did you mean 'seeds'? "),
        ("run spec.yaml -n -j 0", "--jobs must be a whole number from 1 to 256; see "),
        (
            "run spec.yaml -n --memory 10",
            "the value '10' is invalid for '--memory <amount>'; a unit is missing, such as 10M or 10G; see "
        ),
        ("run spec.yaml -n --only xyz", "spec.yaml: no run has a key that starts with 'xyz'; "),
        ("run spec.yaml -n stop=oracle", "argument 'stop=oracle': 'stop' cannot be 'oracle', which knows "),
        ("run spec.yaml nothere.yaml -n", "nothere.yaml: there is no such file"),
        ("submit spec.yaml other.yaml --slurm -n", "dip submit takes one spec at a time"),
    ])
    func commandLines(_ line: String, _ start: String) async throws {
        try folder.write(Self.head, to: "spec.yaml")
        let output = try await DipProgram.start(line.split(separator: " ").map(String.init), in: folder).end()
        #expect(output.status == 2 && output.error.hasPrefix("dip: \(start)"), "\(output.error)")
        #expect(output.error.split(separator: "\n").count == 1)
        #expect(!folder.exists("Results"))
    }
}
