import DeviceKernels
import Kernels

/// How one convolution is computed: its window, the tiles of its three products, and how its weight gradient is summed.
struct ConvolutionPlan {
    let geometry: WindowGeometry
    let contractTile: Tile, spreadTile: Tile, correlateTile: Tile
    /// Parts that the pixels of the weight gradient's sum are cut into, and pixels of one.
    let splits: Int
    let splitPixels: Int
    /// Nil where products of gathered windows do it all.
    private(set) var winograd: WinogradPlan?

    /// - Parameter tile: the tile for all products, whatever their size; for tests.
    init(_ geometry: WindowGeometry, method: ConvolutionMethod, tile: Tile? = nil) {
        self.geometry = geometry
        let stride = geometry.stride
        contractTile = tile ?? .forProduct(rows: geometry.smallPixels, columns: geometry.smallChannels)
        spreadTile =
            tile
            ?? .forProduct(
                rows: geometry.largeHeight * geometry.largeWidth / (stride * stride), columns: geometry.largeChannels)
        // The sum over pixels is cut into parts, so that there are enough groups for all of a device.
        let weightTile = tile ?? Self.weightTile(geometry)
        let tiles =
            Tile.groups(geometry.windowCount, weightTile.rows) * Tile.groups(geometry.smallChannels, weightTile.columns)
        let wanted = max(1, min(Self.wantedGroups / tiles, geometry.smallPixels / Self.fewestSplitPixels))
        let size = Tile.groups(geometry.smallPixels, min(wanted, Self.mostSplits))
        correlateTile = weightTile
        splitPixels = multipleOf16(from: size)
        splits = Tile.groups(geometry.smallPixels, splitPixels)
        winograd = method == .winograd ? WinogradPlan(self, tile: tile) : nil
    }

    private static let wantedGroups = 512, fewestSplitPixels = 128, mostSplits = 128

    private static func weightTile(_ geometry: WindowGeometry) -> Tile {
        let columns = geometry.smallChannels
        if columns <= Tile.narrow.columns { return .narrow }
        if columns <= Tile.thin.columns { return .thin }
        return columns > Tile.middle.columns && geometry.windowCount >= 2 * Tile.large.rows
            && geometry.smallPixels >= 4096 ? .large : .middle
    }

    /// Samples beyond the border of the large map that stand for some of its own; 0 where they are zeros.
    var margin: Int { geometry.border == .zero ? 0 : geometry.padding }

    /// As the kernels number borders.
    var borderNumber: Int {
        switch geometry.border {
        case .zero: 0
        case .reflect: 1
        case .replicate: 2
        }
    }

    /// Floats of the ring about the large map.
    var ringCount: Int {
        (2 * margin * (geometry.largeWidth + 2 * margin) + 2 * margin * geometry.largeHeight) * geometry.largeChannels
    }

    /// Pixels of the large map at which something of the ring is added.
    var foldedPixels: Int {
        let rows = min(geometry.largeHeight, 2 * (margin + 1)), columns = min(geometry.largeWidth, 2 * (margin + 1))
        return rows * geometry.largeWidth + (geometry.largeHeight - rows) * columns
    }

    /// Floats of scratch for the passes of a convolution; a transposed one needs those of the backward passes forward too.
    var forwardScratchCount: Int { winograd?.forwardScratchCount ?? 0 }
    var backwardScratchCount: Int {
        winograd?.backwardScratchCount(ring: ringCount) ?? max(splits * geometry.weightCount, ringCount)
    }

    private var sizes: [KernelArgument] {
        [
            .int(geometry.largeHeight), .int(geometry.largeWidth), .int(geometry.largeChannels),
            .int(geometry.smallHeight), .int(geometry.smallWidth), .int(geometry.smallChannels), .int(geometry.kernel),
            .int(geometry.stride), .int(geometry.padding),
        ]
    }
}

/// The passes; a transposed convolution's forward pass is `spread`, its input gradient `contract`.
extension ConvolutionPlan {
    /// small = large * (weights x scale) + bias.
    func contract(
        large: Place, weights: Place, scale: Place, bias: Place?, small: Place, scratch: Place,
        into list: inout LaunchList
    ) throws {
        if let winograd {
            try winograd.forward(
                large: large, weights: weights, scale: scale, bias: bias, small: small, scratch: scratch, into: &list)
            return
        }
        let tile = contractTile
        try list.add(
            .convolution, "contract", tile: tile,
            groups: (
                Tile.groups(geometry.smallPixels, tile.rows), Tile.groups(geometry.smallChannels, tile.columns), 1
            ),
            [
                .place(large), .place(weights), .place(scale), .place(bias ?? scale), .flag(bias != nil), .place(small),
            ] + sizes + [.int(borderNumber)])
    }

    /// large = small, spread by (weights x scale), + bias.
    func spread(
        small: Place, weights: Place, scale: Place, bias: Place?, large: Place, scratch: Place,
        into list: inout LaunchList
    ) throws {
        if let winograd {
            precondition(bias == nil, "a transposed convolution is done directly")
            let ring = scratch, rest = scratch.advanced(by: ringCount)
            try winograd.backwardInput(
                small: small, weights: weights, scale: scale, large: large, ring: ring, scratch: rest, into: &list)
            try fold(ring, into: large, &list)
            return
        }
        let tile = spreadTile, stride = geometry.stride
        let rows = Tile.groups(geometry.largeHeight + 2 * margin, stride),
            columns = Tile.groups(geometry.largeWidth + 2 * margin, stride)
        try list.add(
            .convolution, "spread", tile: tile,
            groups: (
                Tile.groups(rows * columns, tile.rows), Tile.groups(geometry.largeChannels, tile.columns),
                stride * stride
            ),
            [
                .place(small), .place(weights), .place(scale), .place(bias ?? scale), .flag(bias != nil), .place(large),
                .place(scratch),
            ] + sizes + [.int(margin)])
        try fold(scratch, into: large, &list)
    }

    private func fold(_ ring: Place, into large: Place, _ list: inout LaunchList) throws {
        guard margin > 0 else { return }
        try list.add(
            .folding, "fold_ring", over: foldedPixels * geometry.largeChannels,
            [
                .place(ring), .place(large), .int(geometry.largeHeight), .int(geometry.largeWidth),
                .int(geometry.largeChannels), .int(margin), .int(borderNumber),
            ])
    }

    /// gradient = scale x the sum over pixels of windows of large times small.
    func correlate(
        large: Place, small: Place, scale: Place, gradient: Place, scratch: Place, into list: inout LaunchList
    ) throws {
        if let winograd {
            try winograd.backwardWeights(
                large: large, small: small, scale: scale, gradient: gradient, scratch: scratch, into: &list)
            return
        }
        let tile = correlateTile
        try list.add(
            .convolution, "correlate", tile: tile,
            groups: (
                Tile.groups(geometry.windowCount, tile.rows), Tile.groups(geometry.smallChannels, tile.columns), splits
            ),
            [.place(large), .place(small), .place(scratch)] + sizes + [.int(borderNumber), .int(splitPixels)])
        try list.add(
            .folding, "sum_splits", over: geometry.weightCount,
            [.place(scratch), .place(scale), .place(gradient), .int(geometry.weightCount), .int(splits)])
    }
}

extension Tile {
    /// The tile for a product of rows x columns; the choice is a part of the arithmetic and the same on every device.
    static func forProduct(rows: Int, columns: Int) -> Tile {
        if columns <= Tile.narrow.columns { return .narrow }
        if columns <= Tile.thin.columns { return .thin }
        // A large tile does most with what it reads, but there must be enough of them for all of a device.
        let largeTiles = groups(rows, Tile.large.rows) * groups(columns, Tile.large.columns)
        return columns > Tile.middle.columns && largeTiles >= 128 ? .large : .middle
    }

    /// Tiles of `size` that cover `count`.
    static func groups(_ count: Int, _ size: Int) -> Int { (count + size - 1) / size }
}
