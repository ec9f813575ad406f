/// All parameters of a network in one array, with their gradients and Adam's moments beside them; each parameter begins on a cache line.
final class ParameterStore {
    private let layout: ParameterLayout
    /// Values, gradients, first and second moments.
    private let arrays: [Int]
    private let memory: Arena
    /// 1 / divisor of each Lipschitz-controlled parameter, 1 for the others.
    private let scales: Arena

    var count: Int { layout.count }
    var values: UnsafeMutablePointer<Float> { memory[arrays[0]] }
    var gradients: UnsafeMutablePointer<Float> { memory[arrays[1]] }
    var first: UnsafeMutablePointer<Float> { memory[arrays[2]] }
    var second: UnsafeMutablePointer<Float> { memory[arrays[3]] }

    /// Takes initial values in PyTorch's order.
    init(_ parameters: [Parameter], initial: [[Float]], guarded: Bool = false) throws {
        layout = ParameterLayout(parameters)
        let plan = ArenaLayout(
            Array(repeating: .init(count: layout.count, first: 0, last: 0), count: 4), guarded: guarded)
        arrays = plan.offsets
        memory = try Arena(count: plan.total, guards: plan.guards)
        scales = try Arena(count: parameters.count)
        scales.base.update(repeating: 1, count: parameters.count)
        layout.place(initial, into: memory[arrays[0]])
    }

    func value(_ parameter: ParameterIndex) -> UnsafeMutablePointer<Float> { values + layout.offset(parameter) }
    func gradient(_ parameter: ParameterIndex) -> UnsafeMutablePointer<Float> { gradients + layout.offset(parameter) }
    func scale(_ parameter: ParameterIndex) -> UnsafeMutablePointer<Float> { scales[parameter.index] }

    var memoryBytes: Int { (memory.count + scales.count) * MemoryLayout<Float>.stride }
    var damagedGuards: [Int] { memory.damagedGuards }

    /// Copies one parameter-shaped array out in PyTorch's order.
    func read(_ index: Int, from array: UnsafePointer<Float>) -> [Float] { layout.read(index, from: array) }
}
