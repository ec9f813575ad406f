/// Adds fresh normal noise to weights after each of the optimiser's steps: the noise of Langevin dynamics (METHOD section 5).
///
/// A number of the noise is a function of seed, step, array and place, by Threefry4x32-20, so that the noise is the same in any order, on any
/// number of threads and in a run that was continued. Word k of the counter (16 group + lane, array, step) with the key (seed, stream,
/// 0, 0) makes value 64 group + 16 k + lane of an array; words 0 and 1, and 2 and 3, are pairs of Box and Muller.
public struct WeightNoise {
    /// Weights that get noise.
    public struct Target {
        let values: UnsafeMutablePointer<Float>
        let count: Int
        /// Tells the array from the others.
        let array: UInt32

        public init(values: UnsafeMutablePointer<Float>, count: Int, array: Int) {
            self.values = values
            self.count = count
            self.array = UInt32(array)
        }
    }

    /// Sets this noise apart from any other use of the same seed: the bytes of "SGLD".
    package static let stream: UInt32 = 0x5347_4C44
    /// The same of noise that is added to a network input: the bytes of "INPT".
    package static let inputStream: UInt32 = 0x494E_5054
    private static let group = 64
    private static let groupsPerTile = 128

    /// Work items for `count` numbers: each draws four numbers of a group of 64.
    package static func items(for count: Int) -> Int { (count + group - 1) / group * (group / 4) }

    private let deviation: Float
    private let operation: StepOperation
    private let generator: Threefry

    public init(deviation: Double, seed: UInt32) {
        self.init(deviation: Float(deviation), key: (seed, Self.stream, 0, 0), operation: .optimizer("weight noise"))
    }

    /// Noise of a network input, whose samples are one array in the order of planes.
    public init(ofInput deviation: Float, seed: UInt32) {
        self.init(deviation: deviation, key: (seed, Self.inputStream, 0, 0), operation: .input("input noise"))
    }

    private init(deviation: Float, key: (UInt32, UInt32, UInt32, UInt32), operation: StepOperation) {
        self.deviation = deviation
        self.operation = operation
        generator = Threefry(key: key)
    }

    /// `steps` counts the updates that are done, this step's among them.
    public func add(to targets: [Target], steps: UnsafePointer<Int>) -> [ParallelRegion] {
        let size = Self.group * Self.groupsPerTile
        let tiles = targets.flatMap { target in
            stride(from: 0, to: target.count, by: size).map { (target: target, start: $0) }
        }
        return [
            ParallelRegion(operation, tiles: tiles.count) { index, _ in
                let (target, start) = tiles[index]
                for first in stride(from: start, to: min(start + size, target.count), by: Self.group) {
                    add(to: target, group: first / Self.group, step: UInt64(steps.pointee))
                }
            }
        ]
    }

    @inline(__always)
    private func add(to target: Target, group: Int, step: UInt64) {
        let lanes = Vector.scalarCount
        for half in stride(from: 0, to: 16, by: lanes) {
            let words = generator.words(
                first: UInt32(truncatingIfNeeded: 16 * group + half), target.array,
                UInt32(truncatingIfNeeded: step), UInt32(truncatingIfNeeded: step >> 32))
            let (n0, n1) = Vector.normals(words.0, words.1), (n2, n3) = Vector.normals(words.2, words.3)
            let place = Self.group * group + half
            add(n0, to: target, at: place)
            add(n1, to: target, at: place + 16)
            add(n2, to: target, at: place + 32)
            add(n3, to: target, at: place + 48)
        }
    }

    /// As many as are left of the array.
    @inline(__always)
    private func add(_ noise: Vector, to target: Target, at place: Int) {
        let deviations = Vector(repeating: deviation)
        if place + Vector.scalarCount <= target.count {
            target.values.store(target.values.vector(place).adding(deviations, times: noise), place)
        } else {
            for i in place..<max(place, target.count) { target.values[i] += deviation * noise[i - place] }
        }
    }
}
