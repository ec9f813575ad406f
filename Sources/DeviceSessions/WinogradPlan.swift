import DeviceKernels
import Kernels

/// A 3 x 3 convolution of stride 1 by Winograd's F(4 x 4, 3 x 3): transforms and products, a fixed number of tiles at a time, so that what
/// passes between them stays in the device's cache and takes little memory.
struct WinogradPlan {
    let geometry: WindowGeometry
    private let margin: Int, border: Int
    private let tile: Tile?

    private static let frequencies = 36
    /// Tiles of 4 x 4 results at a time, and those of one part of a weight gradient's sum.
    private static let mostTiles = 2048, splitTiles = 256
    /// Where transforms cost more than the products that they save.
    private static let fewestPixels = 256, fewestChannels = 16

    /// - Returns: nil for a convolution that is done directly.
    init?(_ convolution: ConvolutionPlan, tile: Tile?) {
        let geometry = convolution.geometry
        guard geometry.kernel == 3, geometry.stride == 1, geometry.padding == 1,
            geometry.smallPixels >= Self.fewestPixels,
            min(geometry.largeChannels, geometry.smallChannels) >= Self.fewestChannels
        else { return nil }
        self.geometry = geometry
        self.tile = tile
        margin = convolution.margin
        border = convolution.borderNumber
    }

    private var inputs: Int { geometry.largeChannels }
    private var outputs: Int { geometry.smallChannels }
    private var pairs: Int { inputs * outputs }

    /// The tiles over a map, and which of them one launch does.
    private struct Grid {
        let columns: Int, count: Int

        init(height: Int, width: Int) {
            columns = Tile.groups(width, 4)
            count = columns * Tile.groups(height, 4)
        }

        var most: Int { min(count, WinogradPlan.mostTiles) }
        var parts: [(first: Int, count: Int)] {
            stride(from: 0, to: count, by: WinogradPlan.mostTiles).map { ($0, min(WinogradPlan.mostTiles, count - $0)) }
        }
    }

    private var forwardGrid: Grid { Grid(height: geometry.smallHeight, width: geometry.smallWidth) }
    /// Over the large map with its margin.
    private var backwardGrid: Grid {
        Grid(height: geometry.largeHeight + 2 * margin, width: geometry.largeWidth + 2 * margin)
    }

    private var splits: Int { Tile.groups(forwardGrid.most, Self.splitTiles) }

    /// Floats of transformed weights, windows and products; those of the input's gradient with a ring, those of the weight gradient's sums.
    var forwardScratchCount: Int { Self.frequencies * (pairs + forwardGrid.most * (inputs + outputs)) }
    func backwardScratchCount(ring: Int) -> Int {
        Self.frequencies
            * max(
                pairs + backwardGrid.most * (inputs + outputs),
                splits * pairs + forwardGrid.most * (inputs + outputs)) + ring
    }

    /// The tile of products of so many rows and columns for each frequency.
    private func productTile(rows: Int, columns: Int) -> Tile {
        tile ?? .forProduct(rows: Self.frequencies * rows, columns: columns)
    }

    func forward(
        large: Place, weights: Place, scale: Place, bias: Place?, small: Place, scratch: Place,
        into list: inout LaunchList
    ) throws {
        let windows = scratch.advanced(by: Self.frequencies * pairs)
        let products = windows.advanced(by: Self.frequencies * forwardGrid.most * inputs)
        try list.add(
            .winograd, "transform_weights", over: pairs,
            [.place(weights), .place(scale), .place(scratch), .int(inputs), .int(outputs), .flag(false)])
        for part in forwardGrid.parts {
            try transformWindows(large, part: part, into: windows, list: &list)
            try multiply(
                windows, by: scratch, into: products, tiles: part.count, channels: inputs, outputs: outputs, &list)
            try list.add(
                .winograd, "transform_results", over: part.count * outputs,
                [
                    .place(products), .place(bias ?? scale), .flag(bias != nil), .place(small), .place(small),
                    .int(geometry.smallHeight), .int(geometry.smallWidth), .int(outputs), .int(forwardGrid.columns),
                    .int(part.first), .int(part.count), .int(0),
                ])
        }
    }

    /// large = small, spread by (weights x scale), but for what goes to the ring.
    func backwardInput(
        small: Place, weights: Place, scale: Place, large: Place, ring: Place, scratch: Place,
        into list: inout LaunchList
    ) throws {
        let windows = scratch.advanced(by: Self.frequencies * pairs)
        let products = windows.advanced(by: Self.frequencies * backwardGrid.most * outputs)
        try list.add(
            .winograd, "transform_weights", over: pairs,
            [.place(weights), .place(scale), .place(scratch), .int(inputs), .int(outputs), .flag(true)])
        for part in backwardGrid.parts {
            try list.add(
                .winograd, "transform_windows", over: part.count * outputs,
                [
                    .place(small), .place(windows), .int(geometry.smallHeight), .int(geometry.smallWidth),
                    .int(outputs), .int(backwardGrid.columns), .int(part.first), .int(part.count), .int(-1 - margin),
                    .int(0),
                ])
            try multiply(
                windows, by: scratch, into: products, tiles: part.count, channels: outputs, outputs: inputs, &list)
            try list.add(
                .winograd, "transform_results", over: part.count * inputs,
                [
                    .place(products), .place(scale), .flag(false), .place(large), .place(ring),
                    .int(geometry.largeHeight), .int(geometry.largeWidth), .int(inputs), .int(backwardGrid.columns),
                    .int(part.first), .int(part.count), .int(margin),
                ])
        }
    }

    func backwardWeights(
        large: Place, small: Place, scale: Place, gradient: Place, scratch: Place, into list: inout LaunchList
    ) throws {
        let windows = scratch.advanced(by: Self.frequencies * splits * pairs)
        let gradients = windows.advanced(by: Self.frequencies * forwardGrid.most * inputs)
        let tile = tile ?? (min(inputs, outputs) > Tile.middle.rows ? .large : .middle)
        for part in forwardGrid.parts {
            try transformWindows(large, part: part, into: windows, list: &list)
            try list.add(
                .winograd, "transform_gradients", over: part.count * outputs,
                [
                    .place(small), .place(gradients), .int(geometry.smallHeight), .int(geometry.smallWidth),
                    .int(outputs), .int(forwardGrid.columns), .int(part.first), .int(part.count),
                ])
            // A last part of fewer tiles adds nothing to some of the sums.
            try list.add(
                .frequencies, "multiply_transposed", tile: tile,
                groups: (
                    Tile.groups(inputs, tile.rows), Tile.groups(outputs, tile.columns),
                    Self.frequencies * Tile.groups(part.count, Self.splitTiles)
                ),
                [
                    .place(windows), .place(gradients), .place(scratch), .int(part.count), .int(inputs),
                    .int(outputs), .int(Self.splitTiles), .flag(part.first > 0),
                ])
        }
        try list.add(
            .winograd, "transform_weight_gradients", over: pairs,
            [.place(scratch), .place(scale), .place(gradient), .int(inputs), .int(outputs), .int(splits)])
    }

    private func transformWindows(
        _ large: Place, part: (first: Int, count: Int), into windows: Place, list: inout LaunchList
    ) throws {
        try list.add(
            .winograd, "transform_windows", over: part.count * inputs,
            [
                .place(large), .place(windows), .int(geometry.largeHeight), .int(geometry.largeWidth), .int(inputs),
                .int(forwardGrid.columns), .int(part.first), .int(part.count), .int(-1), .int(border),
            ])
    }

    private func multiply(
        _ windows: Place, by weights: Place, into products: Place, tiles: Int, channels: Int, outputs: Int,
        _ list: inout LaunchList
    ) throws {
        let tile = productTile(rows: tiles, columns: outputs)
        try list.add(
            .frequencies, "multiply", tile: tile,
            groups: (Tile.groups(tiles, tile.rows), Tile.groups(outputs, tile.columns), Self.frequencies),
            [
                .place(windows), .place(weights), .place(products), .int(tiles), .int(channels), .int(outputs),
            ])
    }
}
