/// What is known of one device of one driver, whether it can be used or not.
package struct DeviceDescription: Equatable, Sendable {
    package var driver: DriverKind
    /// Its number among the devices of the driver, from 0.
    package var index: Int
    package var name: String
    package var driverVersion: String
    /// What turns kernels into its instructions, with version.
    package var compiler: String
    /// Its memory, in bytes.
    package var memory: Int
    /// The most bytes that one buffer may have.
    package var largestBuffer: Int
    /// Memory that the items of a work-group share, in bytes.
    package var localMemory: Int
    /// The most items of a work-group.
    package var largestGroup: Int
    /// Compute units or multiprocessors.
    package var units: Int
    /// A buffer may be handed to a kernel from any multiple of so many bytes.
    package var alignment: Int
    /// Whether it is the machine's own processor, which `auto` leaves to the program's own engine.
    package var isProcessor: Bool
    /// Why it cannot be used; nil when it can.
    package var problem: String?

    /// How `--device` names it: `opencl:0`.
    package var choice: DeviceChoice { DeviceChoice(driver, index) }

    /// What kernels rely on: 256 items in a work-group, and 48 KB that they share.
    static let neededGroup = 256, neededLocalMemory = 48 << 10

    /// Why kernels do not run with its limits; nil when they do.
    var missingLimit: String? {
        if largestGroup < Self.neededGroup {
            return "its work-groups have at most \(largestGroup) items, \(Self.neededGroup) are needed"
        }
        if localMemory < Self.neededLocalMemory {
            return "its work-groups share \(localMemory >> 10) KB of memory, \(Self.neededLocalMemory >> 10) are needed"
        }
        return nil
    }
}
