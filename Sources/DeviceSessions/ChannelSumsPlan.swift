import DeviceKernels

/// Sums over the pixels of a map, by channel, in two rounds whose parts never depend on the device.
struct ChannelSumsPlan {
    let pixels: Int, channels: Int
    private static let block = 512, mostLanes = 64

    /// Partial sums of a channel.
    var blocks: Int { Tile.groups(pixels, Self.block) }
    /// Floats of the partial sums.
    var partialsCount: Int { blocks * channels }
    /// Channels of a group: a power of two.
    private var lanes: Int {
        var lanes = 1
        while lanes < min(channels, Self.mostLanes) { lanes *= 2 }
        return lanes
    }

    private var firstGroups: (x: Int, y: Int, z: Int) { (blocks, Tile.groups(channels, lanes), 1) }
    private var firstSizes: [KernelArgument] { [.int(pixels), .int(channels), .int(Self.block), .int(lanes)] }

    /// Appends a kernel of the first round: its arguments, the sizes, and what comes behind.
    func first(
        _ name: String, _ arguments: [KernelArgument], _ rest: KernelArgument..., into list: inout LaunchList
    ) throws {
        try list.add(.sums, name, groups: firstGroups, arguments + firstSizes + rest)
    }

    /// Appends a kernel of the second round: a group for each channel.
    func second(_ name: String, _ arguments: [KernelArgument], into list: inout LaunchList) throws {
        try list.add(.sums, name, groups: (channels, 1, 1), arguments)
    }

    /// The gradient of a bias.
    func bias(of gradient: Place, into target: Place, partials: Place, list: inout LaunchList) throws {
        try first("channel_sums", [.place(gradient), .place(partials)], into: &list)
        try second(
            "bias_gradient", [.place(partials), .place(target), .int(blocks), .int(channels)], into: &list)
    }
}
