/// All parameters of a network in one array, with their gradients and Adam's moments beside them; each parameter begins on a cache line.
final class ParameterStore {
    let count: Int
    private let offsets: [Int]
    /// Values, gradients, first and second moments.
    private let arrays: [Int]
    private let memory: Arena
    /// 1 / divisor of each Lipschitz-controlled parameter, 1 for the others.
    private let scales: Arena

    var values: UnsafeMutablePointer<Float> { memory[arrays[0]] }
    var gradients: UnsafeMutablePointer<Float> { memory[arrays[1]] }
    var first: UnsafeMutablePointer<Float> { memory[arrays[2]] }
    var second: UnsafeMutablePointer<Float> { memory[arrays[3]] }

    /// Takes initial values in PyTorch's order.
    init(_ parameters: [Parameter], initial: [[Float]], guarded: Bool = false) throws {
        var offsets: [Int] = [], count = 0
        for parameter in parameters {
            offsets.append(count)
            count += ArenaLayout.aligned(parameter.count)
        }
        self.offsets = offsets
        self.count = count
        let plan = ArenaLayout(Array(repeating: .init(count: count, first: 0, last: 0), count: 4), guarded: guarded)
        arrays = plan.offsets
        memory = try Arena(count: plan.total, guards: plan.guards)
        scales = try Arena(count: parameters.count)
        scales.base.update(repeating: 1, count: parameters.count)
        for (index, parameter) in parameters.enumerated() {
            precondition(
                initial[index].count == parameter.count,
                "\(parameter.name) has \(parameter.count) values, not \(initial[index].count)")
            for i in 0..<parameter.count {
                memory[offsets[index] + parameter.engineIndex(i)].pointee = initial[index][i]
            }
        }
    }

    func value(_ parameter: ParameterIndex) -> UnsafeMutablePointer<Float> { values + offsets[parameter.index] }
    func gradient(_ parameter: ParameterIndex) -> UnsafeMutablePointer<Float> { gradients + offsets[parameter.index] }
    func scale(_ parameter: ParameterIndex) -> UnsafeMutablePointer<Float> { scales[parameter.index] }

    var memoryBytes: Int { (memory.count + scales.count) * MemoryLayout<Float>.stride }
    var damagedGuards: [Int] { memory.damagedGuards }

    /// Copies one parameter-shaped array out in PyTorch's order.
    func read(_ parameter: Parameter, _ index: Int, from array: UnsafePointer<Float>) -> [Float] {
        (0..<parameter.count).map { array[offsets[index] + parameter.engineIndex($0)] }
    }
}
