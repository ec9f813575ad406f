import SpecFixtures
import Testing

@testable import Specs

/// What is said to those who write a key where it does not stand, or by another name.
@Suite struct HintsTests {
    @Test(arguments: [
        (
            "variants: {a: {size: 64}}",
            "1:16: unknown key 'size'; 'size' is a key of the whole spec and cannot stand here; allowed: "
        ),
        (
            "network.lipschitz: 2",
            "1:1: unknown key 'network.lipschitz'; write it inside 'network': network: {lipschitz: 2}"
        ),
        (
            "task.denoise.sigma: 50",
            "1:1: unknown key 'task.denoise.sigma'; write it inside 'task': task: {denoise: {sigma: 50}}"
        ),
        ("lambda: 1.4", "1:1: unknown key 'lambda'; did you mean 'network.lipschitz'? allowed: name, title, "),
        ("λ: 1.4", "1:1: unknown key 'λ'; did you mean 'network.lipschitz'? allowed: "),
        ("lipschitz: 1.4", "1:1: unknown key 'lipschitz'; did you mean 'network.lipschitz'? allowed: "),
        ("network: {lambda: 1}", "1:11: unknown key 'lambda'; did you mean 'lipschitz'? allowed: architecture, "),
        (
            "sweep: {network.lambda: [1, 2]}",
            "1:9: unknown key 'network.lambda'; did you mean 'network.lipschitz'? allowed: network.architecture, "
        ),
        ("sweep: {lambda: [1, 2]}", "1:9: unknown key 'lambda'; did you mean 'network.lipschitz'? allowed: name, "),
        (
            "task: denoise\nsigma: 25",
            "2:1: unknown key 'sigma'; did you mean 'task.denoise.sigma' or 'task.reconstruct.sigma' or "
                + "'method.bm3d.sigma'? allowed: "
        ),
        (
            "learning_rate: 0.01",
            "1:1: unknown key 'learning_rate'; did you mean 'optimizer.adam.learning_rate' or "
                + "'optimizer.sgld.learning_rate' or 'optimizer.sgd.learning_rate'? allowed: "
        ),
        (
            "lr: 0.01",
            "1:1: unknown key 'lr'; did you mean 'optimizer.adam.learning_rate' or 'optimizer.sgld.learning_rate' or "
                + "'optimizer.sgd.learning_rate'? allowed: "
        ),
        (
            "optimizer: {adam: {lr: 0.01}}",
            "1:20: unknown key 'lr'; did you mean 'learning_rate'? allowed: learning_rate, weight_decay"
        ),
        ("iteration: 3", "1:1: unknown key 'iteration'; did you mean 'iterations'? allowed: "),
        (
            "dataset: photo.jpg",
            "1:10: 'dataset' cannot be 'photo.jpg'; for image files of your own write {files: [photo.jpg]}"
        ),
        ("dataset: set8", "1:10: 'dataset' cannot be 'set8'; allowed: synthetic"),
        (
            "stop: es_wmv",
            "1:7: 'stop' cannot be 'es_wmv'; did you mean 'es-wmv'? allowed: ratio, es-wmv, es-emv, loss-target, "
                + "zcsc, plateau, fixed, none"
        ),
        (
            "monitors: es_wmv",
            "1:11: 'monitors' cannot be 'es_wmv'; did you mean 'es-wmv'? allowed: ratio, es-wmv, es-emv, loss-target, "
                + "zcsc, plateau, fixed, oracle"
        ),
    ])
    func keys(_ text: String, _ start: String) throws {
        #expect(try #require(refusal(text)).hasPrefix("spec.yaml:" + start))
    }

    @Test func arguments() throws {
        let sentence = try #require(refusal("{}", overrides: ["lipschitz=0.5"]))
        #expect(
            sentence.hasPrefix(
                "argument 'lipschitz=0.5': unknown key 'lipschitz'; did you mean 'network.lipschitz'? allowed: name, "))
    }

    @Test func aMeasureAloneIsAColumn() throws {
        let table = try #require(try experiment("table: {columns: [psnr_best, {measure: fbc, band: 1}]}").tables.first)
        #expect(table.columns.map(\.heading) == ["psnr best", "fbc"])
        #expect(
            refusal("table: {columns: [psnr-best]}")?.hasPrefix(
                "spec.yaml:1:19: 'measure' cannot be 'psnr-best'; did you mean 'psnr_best'?") == true)
        #expect(refusal("table: {columns: [fbc]}") == "spec.yaml:1:19: the measure 'fbc' needs 'band'")
    }
}
