import Architectures
import Imaging
import Restoration

// Denoises a synthetic scene with a small Lipschitz-controlled decoder and prints how far it has come.
let clean = SyntheticImage.pebbles.image(width: 64, height: 64)
let task = RestorationTask.denoise(sigma: 25)
let problem = try Problem(task: task, clean: clean, seed: 0)
let decoder = DecoderOptions(upsamplers: Array(repeating: .bilinear, count: 3), width: 32, lipschitz: 1.4)
let configuration = FitConfiguration(
    task: task, architecture: .decoder(decoder), learningRate: 0.003, iterations: 600, recordEvery: 100)

let fit = try Fit(configuration, problem: problem, threads: 2)
let column = fit.columns.firstIndex(of: Metric.psnr.rawValue)! - 1
while !fit.isDone {
    guard let row = try fit.step(), let psnr = row.values[column] else { continue }
    print("iteration \(row.iteration): \((psnr * 100).rounded() / 100) dB")
}

let noisy = ImageMetrics.psnr(problem.degraded, clean)!, restored = ImageMetrics.psnr(fit.result.output, clean)!
precondition(restored > noisy + 1, "the restored image has \(restored) dB, the noisy one \(noisy) dB")
