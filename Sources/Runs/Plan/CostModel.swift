import Architectures
import Networks
import Records
import Specs

/// Estimates the time of a run: the operations of its convolutions at the rate of this machine's records, or at a typical rate.
package struct CostModel {
    /// Operations per second and thread, counted as direct convolution, on a common processor; for a machine without records.
    private static let typicalRate = 1.5e11

    /// The same of a device that no record is known of, for each of its compute units, and for one that is not known itself.
    private static let typicalUnitRate = 1e11, typicalDeviceRate = 1e13

    /// A record's operations of an iteration, and how many a second that makes with the planned number of threads.
    private struct Observation {
        let operations: Double
        let rate: Double
    }

    private let observations: [Observation]
    /// The rate where no record is known.
    private let standard: Double

    /// A record says how fast networks of this many times more or fewer operations are; of much smaller ones most of the time goes
    /// elsewhere.
    private static let reach = 16.0

    /// Learns from complete records of the same place: with the same processor and vector instructions, and with the same number of
    /// threads if there are any, or on the same device.
    package init(
        store: RunStore, threads: Int, cpu: String, level: VectorLevel = .build, place: TrainingPlace = .processor
    ) {
        if let driver = place.driver {
            observations = ((try? store.all()) ?? [])
                .filter {
                    guard let record = $0.record, record.status == .complete, let made = record.provenance.device
                    else { return false }
                    return made.driver == driver.rawValue && place.device.map { $0.name == made.name } ?? true
                }
                .compactMap(Self.rate)
                .map { Observation(operations: $0.operations, rate: $0.perThread * Double($0.threads)) }
            standard = place.device.map { Double(max($0.units, 1)) * Self.typicalUnitRate } ?? Self.typicalDeviceRate
            return
        }
        let records = ((try? store.all()) ?? []).filter {
            $0.record?.status == .complete && $0.record?.provenance.cpu == cpu && $0.record?.provenance.device == nil
        }
        var rates = records.filter { $0.record?.provenance.instructions == "\(level)" }.compactMap(Self.rate)
        if rates.isEmpty {
            // Records of an earlier version do not say; virtual machines call several processors the same, and with AVX-512 training is
            // three times as fast as without.
            rates = records.filter { $0.record?.provenance.instructions == nil }.compactMap(Self.rate).map {
                ($0.threads, $0.operations, level == .avx512 ? $0.perThread : min($0.perThread, Self.typicalRate))
            }
        }
        let same = rates.filter { $0.threads == threads }
        observations = (same.isEmpty ? rates : same).map {
            Observation(operations: $0.operations, rate: $0.perThread * Double(threads))
        }
        standard = Double(threads) * Self.typicalRate
    }

    /// The median rate of the records whose networks are about as large; without one the usual rate, or that of all records if it is higher.
    private func rate(_ operations: Double) -> Double {
        func median(_ some: [Observation]) -> Double? {
            some.isEmpty ? nil : some.map(\.rate).sorted()[some.count / 2]
        }
        let near = observations.filter {
            $0.operations <= operations * Self.reach && operations <= $0.operations * Self.reach
        }
        return median(near) ?? max(standard, median(observations) ?? 0)
    }

    func seconds(_ spec: ExperimentSpec, input: RunInput) -> Double {
        let fit = spec.fit, samples = Double(input.width * input.height * input.channels)
        if fit.method != .network {
            let network = try? fit.network(channels: input.channels, height: input.height, width: input.width)
            let operations = (network ?? nil)?.directOperations ?? samples * Self.directOperations
            return Double(fit.iterations) * fit.passesPerStep * operations / rate(operations)
        }
        return Double(fit.iterations)
            * seconds(fit.architecture, channels: input.channels, height: input.height, width: input.width)
    }

    /// What a method without a network does for a sample, in operations that take as long as those of a convolution.
    private static let directOperations = 1e6

    /// The time of one iteration, in seconds.
    package func seconds(_ architecture: Architecture, channels: Int, height: Int, width: Int) -> Double {
        let operations = Self.operations(architecture, channels: channels, height: height, width: width)
        return operations / rate(operations)
    }

    /// A record's operations of an iteration, and how many a second each thread did.
    private static func rate(_ run: StoredRun) -> (threads: Int, operations: Double, perThread: Double)? {
        guard let record = run.record, let seconds = record.secondsPerIteration, seconds > 0,
            record.provenance.threads > 0,
            let size = record.size, let channels = record.channels,
            let root = try? SpecDocument.read("\(run.directory)/\(RecordFile.spec)"), root["method"] == nil,
            let architecture = try? NetworkKeys.read(root["network"], input: .noise)
        else { return nil }
        let operations = operations(architecture, channels: channels, height: size.height, width: size.width)
        return (record.provenance.threads, operations, operations / seconds / Double(record.provenance.threads))
    }

    /// The operations of one iteration; 0 when the network does not fit the size, which the plan reports.
    private static func operations(_ architecture: Architecture, channels: Int, height: Int, width: Int) -> Double {
        (try? architecture.network(
            channels: channels, height: architecture.paddedSide(height), width: architecture.paddedSide(width)
        )
        .directOperations) ?? 0
    }
}
