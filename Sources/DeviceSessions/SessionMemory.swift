import Devices
import Networks

/// The buffers of a session, in the order in which they are allocated.
enum SessionBuffer: CaseIterable {
    case maps, parameters, objective, matrices, small, tables, layers, squarings
}

/// The memory of a session, allocated as its plan says.
final class SessionMemory {
    let plan: SessionPlan
    let maps: DeviceBuffer
    /// Values, gradients, first and second moments.
    let parameters: DeviceBuffer
    let objective: DeviceBuffer
    let matrices: DeviceBuffer
    let small: DeviceBuffer
    let tables: DeviceBuffer
    let layers: DeviceBuffer
    let squarings: DeviceBuffer

    /// - Throws: `DeviceError` when there is too little memory, before any is taken.
    init(_ plan: SessionPlan, on device: any Device) throws {
        let need = DeviceMemory(plan)
        guard need.total <= device.availableMemory else {
            throw DeviceError.outOfMemory(device: device.details.name, bytes: need.total)
        }
        func allocated(_ buffer: SessionBuffer) throws -> DeviceBuffer {
            try device.allocate(bytes: plan.bytes(of: buffer))
        }
        maps = try allocated(.maps)
        parameters = try allocated(.parameters)
        objective = try allocated(.objective)
        matrices = try allocated(.matrices)
        small = try allocated(.small)
        tables = try allocated(.tables)
        layers = try allocated(.layers)
        squarings = try allocated(.squarings)
        self.plan = plan
    }

    func map(_ buffer: Int) -> Place { Place(buffer: maps, offset: plan.buffers.memory.offsets[buffer]) }
    func value(_ node: Int) -> Place { map(plan.buffers.values[node]).advanced(by: offset(of: node)) }
    func gradient(_ node: Int) -> Place? {
        plan.buffers.gradients[node].map { map($0).advanced(by: offset(of: node)) }
    }

    /// Floats before a map's first in its buffer, and from one of its pixels to the next: more where it is a part of a joined map.
    private func offset(of node: Int) -> Int { plan.buffers.joined[node]?.offset ?? 0 }
    func step(of node: Int) -> Int { plan.buffers.joined[node]?.step ?? plan.network.nodes[node].shape.channels }

    /// One of the arrays of all parameters: values, gradients, first and second moments.
    func array(_ index: Int) -> Place { Place(buffer: parameters, offset: index * plan.layout.count) }
    func value(_ parameter: ParameterIndex) -> Place { array(0).advanced(by: plan.layout.offset(parameter)) }
    func gradient(_ parameter: ParameterIndex) -> Place { array(1).advanced(by: plan.layout.offset(parameter)) }

    var scales: Place { Place(buffer: small, offset: plan.smallPlaces.scales) }
    func scale(_ parameter: ParameterIndex) -> Place { scales.advanced(by: parameter.index) }
    /// Norms, then ceilings.
    var controlValues: Place { Place(buffer: small, offset: plan.smallPlaces.control) }
    var state: Place { Place(buffer: small, offset: plan.smallPlaces.state) }
    var mark: Place { Place(buffer: small, offset: plan.smallPlaces.mark) }
}
