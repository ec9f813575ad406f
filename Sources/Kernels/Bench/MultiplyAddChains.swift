/// Fused multiply-adds that never leave the registers: the most arithmetic that a processor does with `Vector`s.
///
/// Every tile runs independent chains x <- term + x * factor; the ends of the chains are kept, so that none can be left out.
public final class MultiplyAddChains: @unchecked Sendable {
    /// Chains of a tile: enough to hide the latency of two arithmetic units, few enough for sixteen registers.
    public static let chains = 12

    public let tiles: Int
    /// Length of each chain.
    public let steps: Int
    /// Read from memory, so that the compiler knows nothing of their values.
    private let operands: UnsafeMutablePointer<Vector>
    private let ends: UnsafeMutablePointer<Vector>

    public init(tiles: Int, steps: Int) {
        self.tiles = tiles
        self.steps = steps
        operands = .allocate(capacity: 2)
        operands[0] = Vector(repeating: 0.5)
        operands[1] = Vector(repeating: 1)
        ends = .allocate(capacity: tiles * Self.chains)
        ends.initialize(repeating: .zero, count: tiles * Self.chains)
    }

    deinit {
        operands.deallocate()
        ends.deallocate()
    }

    /// Floating-point operations of all tiles; a multiply-add is two.
    public var operations: Double { Double(2 * Vector.scalarCount * Self.chains) * Double(steps) * Double(tiles) }

    public var region: ParallelRegion {
        ParallelRegion(.benchmark("multiply-add chains"), tiles: tiles) { [self] tile, _ in
            Self.run(steps, operands: operands, start: Float(tile), ends: ends + tile * Self.chains)
        }
    }

    /// The end of a chain that starts at `tile` + chain / 16; 0 before the region has run.
    public func end(tile: Int, chain: Int) -> Vector { ends[tile * Self.chains + chain] }

    /// Vectors come through memory: as arguments the compiler may hand them over in halves, and compute with halves.
    @inline(never)
    private static func run(
        _ steps: Int, operands: UnsafePointer<Vector>, start: Float, ends: UnsafeMutablePointer<Vector>
    ) {
        let factor = operands[0], term = operands[1]
        @inline(__always) func first(_ chain: Int) -> Vector { Vector(repeating: start + Float(chain) / 16) }
        var x0 = first(0), x1 = first(1), x2 = first(2), x3 = first(3), x4 = first(4), x5 = first(5)
        var x6 = first(6), x7 = first(7), x8 = first(8), x9 = first(9), x10 = first(10), x11 = first(11)
        var step = 0
        while step < steps {
            x0 = term.adding(x0, times: factor)
            x1 = term.adding(x1, times: factor)
            x2 = term.adding(x2, times: factor)
            x3 = term.adding(x3, times: factor)
            x4 = term.adding(x4, times: factor)
            x5 = term.adding(x5, times: factor)
            x6 = term.adding(x6, times: factor)
            x7 = term.adding(x7, times: factor)
            x8 = term.adding(x8, times: factor)
            x9 = term.adding(x9, times: factor)
            x10 = term.adding(x10, times: factor)
            x11 = term.adding(x11, times: factor)
            step &+= 1
        }
        (ends[0], ends[1], ends[2], ends[3], ends[4], ends[5]) = (x0, x1, x2, x3, x4, x5)
        (ends[6], ends[7], ends[8], ends[9], ends[10], ends[11]) = (x6, x7, x8, x9, x10, x11)
    }
}
