import Architectures
import Networks
import Records

/// How long a run should take: its multiplications, at the rate of the records that this machine made, or a typical one.
struct CostModel {
    /// Multiply-adds a second of a common core, rather low than high, for a machine without records.
    private static let typicalRate = 2.5e10

    /// Multiply-adds a second with the planned number of threads.
    private let rate: Double

    /// Takes the median rate of complete records with the same processor, and with the same number of threads if there are any.
    init(store: RunStore, threads: Int, cpu: String) {
        let rates = ((try? store.all()) ?? [])
            .filter { $0.record?.status == .complete && $0.record?.provenance.cpu == cpu }
            .compactMap(Self.rate)
        let same = rates.filter { $0.threads == threads }
        let sorted = (same.isEmpty ? rates : same).map(\.perThread).sorted()
        rate = Double(threads) * (sorted.isEmpty ? Self.typicalRate : sorted[sorted.count / 2])
    }

    func seconds(_ spec: ExperimentSpec, input: RunInput) -> Double {
        let pixels = Double(input.width) * Double(input.height)
        return Double(spec.fit.iterations) * Self.work(spec.fit.architecture, pixels: pixels, channels: input.channels) / rate
    }

    /// Multiply-adds a second and thread that a record shows.
    private static func rate(_ run: StoredRun) -> (threads: Int, perThread: Double)? {
        guard let record = run.record, let seconds = record.secondsPerIteration, seconds > 0, record.provenance.threads > 0,
              let width = record.summary["width"], let height = record.summary["height"],
              let channels = record.summary["channels"],
              let root = try? SpecDocument.read(run.directory + "/spec.yaml"),
              let architecture = try? NetworkForm.read(root["network"], input: NetworkInputForm(input: .noise))
        else { return nil }
        let work = work(architecture, pixels: width * height, channels: Int(channels))
        return (record.provenance.threads, work / seconds / Double(record.provenance.threads))
    }

    /// Multiply-adds of one iteration: the convolutions forward, and twice as many for the gradients.
    static func work(_ architecture: Architecture, pixels: Double, channels: Int) -> Double {
        switch architecture {
        case .decoder(let options): 3 * decoder(options, pixels: pixels, channels: Double(channels))
        case .skip(let options): 3 * skip(options, pixels: pixels, channels: Double(channels))
        }
    }

    private static func decoder(_ options: DecoderOptions, pixels: Double, channels: Double) -> Double {
        let width = Double(options.width), square = width * width
        var map = pixels / Double(1 << (2 * options.depth))
        var total = 9 * map * (Double(options.inputChannels) * width + square)
        for upsampler in options.upsamplers {
            map *= 4
            switch upsampler {
            case .deconv: total += map * square * (4 + 9)
            case .pixelShuffle: total += map * square * (9 + 18)
            default: total += map * square * 18
            }
        }
        return total + pixels * width * channels
    }

    private static func skip(_ options: SkipOptions, pixels: Double, channels: Double) -> Double {
        var total = 0.0
        var map = pixels
        var inputs = Double(options.inputChannels)
        let downArea = Double(options.downKernel * options.downKernel), upArea = Double(options.upKernel * options.upKernel)
        for scale in 0..<options.scales {
            let down = Double(options.downChannels[scale]), up = Double(options.upChannels[scale])
            let skip = Double(options.skipChannels[scale])
            let inner = scale + 1 < options.scales ? Double(options.upChannels[scale + 1]) : down
            total += map * inputs * skip + map / 4 * downArea * down * (inputs + down) + map * upArea * (skip + inner) * up
            if options.need1x1Up { total += map * up * up }
            inputs = down
            map /= 4
        }
        return total + pixels * Double(options.upChannels[0]) * channels
    }
}
