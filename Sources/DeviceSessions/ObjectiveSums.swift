import DeviceKernels
import Devices
import Kernels
import Networks

/// The loss of an output on the device, and its gradient: sizes, launches, and the number that the host makes of the sums.
struct ObjectiveSums {
    /// Samples that are compared, and those of the total variation's part.
    let samples: Int
    let output: Shape
    let isMasked: Bool
    let downsampling: ResamplingTables.Pair?
    let variation: Variation?

    struct Variation {
        let term: TotalVariationTerm
        let rows: Range<Int>, columns: Range<Int>
        let samples: Int
    }

    /// Floats of the state that the host reads: see objective.cl.
    static let stateCount = 5
    private static let samplesPerGroup = 16 * LaunchList.items

    init(
        output: Shape, isMasked: Bool, downsampling: Downsampling?, totalVariation: TotalVariationTerm?,
        tables: inout ResamplingTables
    ) {
        self.output = output
        self.isMasked = isMasked
        samples = Objective.samples(of: output, downsampling: downsampling)
        self.downsampling = downsampling.map {
            tables.add(rows: $0.table(output.height), columns: $0.table(output.width))
        }
        variation = totalVariation.map { term in
            let rows = term.rows ?? 0..<output.height, columns = term.columns ?? 0..<output.width
            return Variation(
                term: term, rows: rows, columns: columns, samples: rows.count * columns.count * output.channels)
        }
    }

    private var errorGroups: Int { Tile.groups(samples, Self.samplesPerGroup) }
    private var variationGroups: Int { variation.map { Tile.groups($0.samples, Self.samplesPerGroup) } ?? 0 }

    /// Floats of the target, the mask, what is compared and its gradient where the output is made smaller, and partial sums.
    private var sizes: [Int] {
        let smaller = downsampling == nil ? 0 : samples
        return [samples, isMasked ? samples : 0, smaller, smaller, 2 * errorGroups, 2 * variationGroups]
    }

    /// Floats of all of it.
    var count: Int { sizes.reduce(0) { $0 + ArenaLayout.aligned($1) } }

    /// Puts target and mask into `memory`, of `count` floats.
    func place(_ objective: Objective, on device: any Device, in memory: DeviceBuffer) throws {
        let places = places(in: memory)
        for (planes, place) in [(objective.target, places[0]), (objective.mask ?? [], places[1])] where !planes.isEmpty
        {
            precondition(planes.count == samples, "\(planes.count) samples are given where \(samples) are compared")
            var map = planes
            PlanarImage.interleave(
                planes, channels: output.channels, pixels: planes.count / output.channels, into: &map)
            try map.withUnsafeBytes { try device.copyIn($0, to: memory, at: place.byteOffset) }
        }
    }

    private func places(in memory: DeviceBuffer) -> [Place] {
        sizes.reduce(into: (places: [Place](), offset: 0)) { result, size in
            result.places.append(Place(buffer: memory, offset: result.offset))
            result.offset += ArenaLayout.aligned(size)
        }.places
    }

    /// The launches that write the gradient with respect to the output and `state`.
    func append(
        output map: Place, gradient: Place, memory: DeviceBuffer, tables: DeviceBuffer, state: Place,
        to list: inout LaunchList
    ) throws {
        let places = places(in: memory), channels = output.channels
        var compared = map, comparedGradient = gradient
        if let downsampling {
            (compared, comparedGradient) = (places[2], places[3])
            try downsampling.forward.apply(tables, input: map, output: compared, channels: channels, into: &list)
        }
        try list.add(
            .objective, "squared_error", groups: (errorGroups, 1, 1),
            [
                .place(compared), .place(places[0]), .place(isMasked ? places[1] : places[0]), .flag(isMasked),
                .place(comparedGradient), .place(places[4]), .wide(samples), .float(2 / Float(samples)),
            ])
        try downsampling?.backward.apply(
            tables, input: comparedGradient, output: gradient, channels: channels, into: &list)
        if let variation {
            try list.add(
                .objective, "total_variation", groups: (variationGroups, 1, 1),
                [
                    .place(map), .place(gradient), .place(places[5]), .int(output.width), .int(channels),
                    .int(variation.rows.lowerBound), .int(variation.rows.upperBound),
                    .int(variation.columns.lowerBound), .int(variation.columns.upperBound),
                    .float(Float(variation.term.weight / Double(variation.samples))),
                ])
        }
        try list.add(
            .objective, "loss", groups: (1, 1, 1),
            [.place(places[4]), .int(errorGroups), .place(places[5]), .int(variationGroups), .place(state)])
    }

    /// The loss and what it is without the term of total variation, from the state.
    func losses(_ state: UnsafeBufferPointer<Float>) -> (loss: Double, data: Double) {
        let data = (Double(state[0]) + Double(state[1])) / Double(samples)
        guard let variation else { return (data, data) }
        let sum = Double(state[2]) + Double(state[3])
        return (data + variation.term.weight * sum / Double(variation.samples), data)
    }
}
