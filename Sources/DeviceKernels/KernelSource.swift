/// The sources of the kernels, one operation a file, in a dialect of C that OpenCL and CUDA both compile.
public enum KernelSource: String, CaseIterable, Sendable {
    case activation, adam, control, convolution, folding, frequencies, layout, noise, norm, objective, resampling, sums
    case winograd

    /// What is compiled: the dialect's words, what several sources share, the tile where the kernels are made of tiles, the kernels.
    public var text: String {
        let shared =
            [PackageResources.dialect_cl] + (activates ? [PackageResources.activated_cl] : [])
            + (seesBorders ? [PackageResources.borders_cl] : [])
            + (isTiled ? [PackageResources.tile_cl] : [])
        return (shared + [resource]).map(Self.decoded).joined()
    }

    private var activates: Bool { self == .norm || self == .sums }
    private var seesBorders: Bool { [.convolution, .folding, .winograd].contains(self) }

    /// Whether it must be compiled for a `Tile`.
    public var isTiled: Bool { self == .convolution || self == .frequencies }

    private var resource: [UInt8] {
        switch self {
        case .activation: PackageResources.activation_cl
        case .adam: PackageResources.adam_cl
        case .control: PackageResources.control_cl
        case .convolution: PackageResources.convolution_cl
        case .folding: PackageResources.folding_cl
        case .frequencies: PackageResources.frequencies_cl
        case .layout: PackageResources.layout_cl
        case .noise: PackageResources.noise_cl
        case .norm: PackageResources.norm_cl
        case .objective: PackageResources.objective_cl
        case .resampling: PackageResources.resampling_cl
        case .sums: PackageResources.sums_cl
        case .winograd: PackageResources.winograd_cl
        }
    }

    private static func decoded(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// How large a part of a matrix product one group of 256 items computes.
public enum Tile: CaseIterable, Sendable {
    case large // TILE_M 128, TILE_N 128, ITEM_M 8, ITEM_N 8
    case middle // TILE_M 64, TILE_N 64, ITEM_M 4, ITEM_N 4
    case thin // TILE_M 128, TILE_N 16, ITEM_M 4, ITEM_N 2
    case narrow // TILE_M 256, TILE_N 4, ITEM_M 1, ITEM_N 4

    /// Rows and columns of the tile.
    public var rows: Int {
        switch self {
        case .large, .thin: 128
        case .middle: 64
        case .narrow: 256
        }
    }

    public var columns: Int {
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
    public var options: [String] {
        ["-DTILE_M=\(rows)", "-DTILE_N=\(columns)", "-DITEM_M=\(item.rows)", "-DITEM_N=\(item.columns)"]
    }
}
