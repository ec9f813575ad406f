import ArgumentParser
import Devices
import Runs
import Wording

/// The option for the device that trains networks.
struct DeviceOption: ParsableArguments {
    @Option(
        name: .customLong("device"),
        help: ArgumentHelp(
            "Where networks are trained: cpu, opencl[:n], cuda[:n], or auto for the first graphics processor found; see 'dip list devices'.",
            valueName: "device"), transform: { text in try DeviceChoice(parsing: text) })
    var choice = DeviceChoice.cpu

    /// The chosen device; throws a `Refusal` when it does not exist or cannot be used.
    func place() throws -> TrainingPlace {
        do {
            return try TrainingPlace(choice)
        } catch {
            throw Refusal("--device \(choice): \(error)")
        }
    }

    /// The device for a job on another machine, of which only the driver is known: `auto` means `cuda` there.
    var remotePlace: TrainingPlace {
        switch choice {
        case .cpu: .processor
        case .opencl: .device(.opencl, nil)
        case .cuda, .auto: .device(.cuda, nil)
        }
    }

    /// The words of that job's command.
    var remoteArguments: [String] {
        switch choice {
        case .cpu: []
        case .auto: ["--device", "cuda"]
        case .opencl, .cuda: ["--device", "\(choice)"]
        }
    }
}

extension TrainingPlace {
    /// The words of a command that trains here.
    var arguments: [String] { self == .processor ? [] : ["--device", "\(choice)"] }
}

extension DeviceTraining {
    /// Throws a `Refusal` for the first run that the device cannot execute: a network that it cannot train, or too little memory.
    static func check(_ runs: [PlannedRun], on place: TrainingPlace) throws {
        guard let driver = place.driver else { return }
        let name = place.words ?? driver.title
        for planned in runs {
            guard let network = try planned.network else { continue }
            if let missing = planned.run.spec.fit.processorOnly {
                throw Refusal("\(planned.run.label): \(name): no \(missing) on devices; use --device cpu")
            }
            if let refusal = refusal(of: network) { throw Refusal("\(planned.run.label): \(name): \(refusal)") }
            do {
                try place.checkRoom(for: network)
            } catch {
                throw Refusal("\(planned.run.label): \(error)")
            }
        }
    }
}
