import Devices
import Foundation
import Runs
import Wording

/// What `dip list devices` shows: the processor, every device of every driver, and why a driver has none.
struct DeviceRows {
    private let catalogue: DeviceCatalogue

    init(_ catalogue: DeviceCatalogue) { self.catalogue = catalogue }

    /// How `--device` names it, its name, and what it has or why it cannot be used.
    var rows: [[String]] {
        [["cpu", HostMachine.cpu, "the program's own engine"]]
            + DriverKind.allCases.flatMap { kind -> [[String]] in
                if let problem = catalogue.problem(of: kind) { return [[kind.rawValue, "-", "\(problem)"]] }
                return catalogue.devices.filter { $0.driver == kind }.map(Self.row)
            }
    }

    private static func row(_ device: DeviceDescription) -> [String] {
        ["\(device.choice)", device.name, device.problem.map { "cannot be used: \($0)" } ?? abilities(device)]
    }

    /// Memory, units, driver and compiler.
    static func abilities(_ device: DeviceDescription) -> String {
        [
            Amount.installedMemory(UInt64(device.memory)), "\(device.units) compute units", device.driverVersion,
            device.compiler,
        ].joined(separator: ", ") + (device.isProcessor ? "; the processor itself" : "")
    }
}
