import Foundation
import Records
import Testing

@testable import Devices
@testable import Runs

@Suite struct TrainingPlaceTests {
    private static let card = DeviceDescription(
        driver: .cuda, index: 1, name: "Card", driverVersion: "CUDA 12.4", compiler: "NVRTC 12.4", memory: 1 << 30,
        largestBuffer: 1 << 28, localMemory: 48 << 10, largestGroup: 1024, units: 100, alignment: 16,
        isProcessor: false, problem: nil)
    private let place = TrainingPlace.device(.cuda, card)
    private let text = "images: [leaves]\nsize: 64\niterations: 10\nsweep: {seed: [1, 2]}\n"

    @Test func thePlaceIsNamedAsItIsChosen() {
        #expect("\(place.choice)" == "cuda:1" && place.words == "Card (cuda:1)")
        #expect(TrainingPlace.processor.choice == .cpu && TrainingPlace.processor.words == nil)
        #expect(TrainingPlace.device(.opencl, nil).words == "OpenCL")
        #expect(place.provenance?.name == "Card" && TrainingPlace.processor.provenance == nil)
    }

    @Test func theProcessorNeedsNoDriver() throws {
        // The catalogue must not even be asked for.
        func fail() -> DeviceCatalogue { fatalError("drivers were looked for") }
        #expect(try TrainingPlace(.cpu, catalogue: fail()) == .processor)
    }

    @Test func keysDifferByDriverAndNotByDevice() throws {
        let bench = try Bench(text)
        func keys(_ place: TrainingPlace) throws -> [String] { try bench.plan(place: place).runs.map(\.key) }
        let all = try [.processor, place, .device(.opencl, nil)].map(keys)
        #expect(Set(all.joined()).count == 6)
        #expect(try keys(.device(.cuda, nil)) == all[1])
        #expect(Numerics(versions: [:]).text == "\(Numerics.version)\n")
    }

    @Test func tablesTakeTheRecordsOfOnePlace() throws {
        let bench = try Bench(text)
        try bench.run()
        let runs = try bench.plan().runs, experiment = try bench.plan().experiment
        func copy(_ index: Int, on driver: String, _ key: String) throws -> String {
            var record = try bench.record(index)
            (record.key, record.ended) = (key, "2999-01-01T00:00:00Z")
            record.provenance.device = .init(
                driver: driver, name: "Card", driverVersion: "1", compiler: "C", arithmetic: Numerics.deviceVersion)
            let folder = try bench.store.createDirectory(
                RunName(experiment: "spec", image: "leaves", seed: 0, key: key))
            try record.write(to: folder + "/run.json")
            try FileManager.default.copyItem(
                atPath: runs[index].directory + "/spec.yaml", toPath: folder + "/spec.yaml")
            return folder
        }
        let first = try copy(0, on: "cuda", "cccccccccccc")
        func found(_ driver: DriverKind?? = nil) throws -> [String?] {
            try experiment.records(in: bench.store, madeOn: driver).map { $0?.directory }
        }
        // The processor has both, the device one, though it is newer.
        #expect(try found() == runs.map(\.directory))
        #expect(try found(.some(.cuda)) == [first, runs[1].directory])
        let second = try copy(1, on: "cuda", "dddddddddddd")
        #expect(try found() == runs.map(\.directory))
        #expect(try found(.some(.cuda)) == [first, second])
        #expect(try found(.some(nil)) == runs.map(\.directory))
        try FileManager.default.removeItem(atPath: runs[0].directory)
        // Now the device alone has both.
        #expect(try found() == [first, second])
    }

    @Test func olderKernelsAreTold() throws {
        let bench = try Bench(text)
        try bench.run()
        var record = try bench.record()
        let spec = try bench.plan().runs[0].run.spec
        record.provenance.device = place.provenance
        #expect(spec.arithmeticChanges(since: record).isEmpty)
        record.provenance.device?.arithmetic = Numerics.deviceVersion - 1
        #expect(
            spec.arithmeticChanges(since: record).map(\.description) == [
                "the arithmetic of graphics processors changed (version \(Numerics.deviceVersion - 1) -> \(Numerics.deviceVersion))"
            ])
    }

    @Test func timesAreLearnedFromRecordsOfTheSamePlace() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 10\n")
        try bench.run()
        let processor = try bench.plan().runs[0]
        var record = try bench.record()
        record.provenance.device = place.provenance
        record.secondsPerIteration = 0.001
        record.key = "cccccccccccc"
        let folder = try bench.store.createDirectory(
            RunName(experiment: "spec", image: "leaves", seed: 0, key: record.key))
        try record.write(to: folder + "/run.json")
        try FileManager.default.copyItem(atPath: processor.directory + "/spec.yaml", toPath: folder + "/spec.yaml")
        #expect(abs(try bench.plan(place: place).runs[0].wholeSeconds - 0.01) < 1e-9)
        // The stub says half a second an iteration with two threads.
        #expect(abs(try bench.plan().runs[0].wholeSeconds - 10) < 1e-9)
        var other = Self.card
        other.name = "Other"
        #expect(try bench.plan(place: .device(.cuda, other)).runs[0].wholeSeconds != 0.01)
    }

    @Test func tooLittleMemoryIsKnownBefore() throws {
        let network = try #require(try Bench(text).plan().runs[0].network)
        let need = DeviceTraining.memory(of: network)
        try Self.card.checkRoom(for: need)
        var small = Self.card
        small.memory = need.total - 1
        let refusal = #expect(throws: DeviceError.self) { try small.checkRoom(for: need) }
        #expect(refusal?.description.hasPrefix("training needs about ") == true)
        small = Self.card
        small.largestBuffer = need.largestBuffer - 1
        #expect(
            throws: DeviceError.bufferTooLarge(
                device: "Card", bytes: need.largestBuffer, largest: need.largestBuffer - 1)
        ) { try small.checkRoom(for: need) }
        // The host keeps pictures and what is learned; the network's maps are on the device.
        let estimate = MemoryEstimate(place: place).bytes(try Bench(text).plan().runs[0], threads: 1)
        #expect(estimate > 72 << 20)
    }
}
