/// What is known of one device of one driver, whether it can be used or not.
public struct DeviceDescription: Equatable, Sendable {
    public var driver: DriverKind
    /// Its number among the devices of the driver, from 0.
    public var index: Int
    public var name: String
    public var driverVersion: String
    /// What turns kernels into its instructions, with version.
    public var compiler: String
    /// Its memory, in bytes.
    public var memory: Int
    /// The most bytes that one buffer may have.
    public var largestBuffer: Int
    /// Memory that the items of a work-group share, in bytes.
    public var localMemory: Int
    /// The most items of a work-group.
    public var largestGroup: Int
    /// Compute units or multiprocessors.
    public var units: Int
    /// A buffer may be handed to a kernel from any multiple of so many bytes.
    public var alignment: Int
    /// Whether it is the machine's own processor, which `auto` leaves to the program's own engine.
    public var isProcessor: Bool
    /// Why it cannot be used; nil when it can.
    public var problem: String?

    /// How `--device` names it: `opencl:0`.
    public var choice: DeviceChoice { DeviceChoice(driver, index) }

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
