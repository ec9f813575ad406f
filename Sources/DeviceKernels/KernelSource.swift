import CResources

/// The sources of the kernels, one operation a file, in a dialect of C that OpenCL and CUDA both compile.
package enum KernelSource: String, CaseIterable, Sendable {
    case activation, adam, control, convolution, folding, frequencies, layout, noise, norm, objective, resampling, sums
    case winograd

    /// What is compiled: the dialect's words, what several sources share, the tile where the kernels are made of tiles, the kernels.
    package var text: String {
        let names =
            ["dialect"] + (activates ? ["activated"] : []) + (seesBorders ? ["borders"] : [])
            + (isTiled ? ["tile"] : []) + [rawValue]
        return names.map { String(cString: dip_resource("\($0).cl")!) }.joined()
    }

    private var activates: Bool { self == .norm || self == .sums }
    private var seesBorders: Bool { [.convolution, .folding, .winograd].contains(self) }

    /// Whether it must be compiled for a `Tile`.
    package var isTiled: Bool { self == .convolution || self == .frequencies }
}

/// How large a part of a matrix product one group of 256 items computes.
package enum Tile: CaseIterable, Sendable {
    case large // TILE_M 128, TILE_N 128, ITEM_M 8, ITEM_N 8
    case middle // TILE_M 64, TILE_N 64, ITEM_M 4, ITEM_N 4
    case thin // TILE_M 128, TILE_N 16, ITEM_M 4, ITEM_N 2
    case narrow // TILE_M 256, TILE_N 4, ITEM_M 1, ITEM_N 4

    /// Rows and columns of the tile.
    package var rows: Int {
        switch self {
        case .large, .thin: 128
        case .middle: 64
        case .narrow: 256
        }
    }

    package var columns: Int {
        switch self {
        case .large: 128
        case .middle: 64
        case .thin: 16
        case .narrow: 4
        }
    }

    /// Rows and columns of one item's results.
    private var item: (rows: Int, columns: Int) {
        switch self {
        case .large: (8, 8)
        case .middle: (4, 4)
        case .thin: (4, 2)
        case .narrow: (1, 4)
        }
    }

    /// As the compiler is told.
    package var options: [String] {
        ["-DTILE_M=\(rows)", "-DTILE_N=\(columns)", "-DITEM_M=\(item.rows)", "-DITEM_N=\(item.columns)"]
    }
}
