import DeviceKernels
import Devices
import Kernels

/// The tables of all resamplings of a session in one array of words.
struct ResamplingTables {
    private(set) var words: [Int32] = []

    /// A table in the array.
    struct Entry {
        let start: Int, entries: Int, inputs: Int, outputs: Int
    }

    /// Both axes of a resampling.
    struct Axes {
        let rows: Entry, columns: Entry
    }

    /// A resampling and, its tables transposed, what takes gradients back through it.
    typealias Pair = (forward: Axes, backward: Axes)

    mutating func add(_ table: InterpolationTable) -> Entry {
        let entry = Entry(
            start: words.count, entries: table.indices.count, inputs: table.inputs, outputs: table.outputs)
        words += table.starts + table.indices + table.weights.map { Int32(bitPattern: $0.bitPattern) }
        return entry
    }

    /// One resampling forward and, its tables transposed, backward.
    mutating func add(rows: InterpolationTable, columns: InterpolationTable) -> Pair {
        (
            Axes(rows: add(rows), columns: add(columns)),
            Axes(rows: add(rows.transposed), columns: add(columns.transposed))
        )
    }
}

extension ResamplingTables.Axes {
    /// output = input, resampled; steps are floats from one pixel to the next, nil for the channels.
    func apply(
        _ tables: DeviceBuffer, input: Place, output: Place, channels: Int, inputStep: Int? = nil,
        outputStep: Int? = nil, into list: inout LaunchList
    ) throws {
        try list.add(
            .resampling, "resample", over: rows.outputs * columns.outputs * channels,
            [
                .place(input), .place(output), .words(tables), .wide(rows.start), .wide(columns.start),
                .int(rows.entries), .int(columns.entries), .int(columns.inputs), .int(rows.outputs),
                .int(columns.outputs), .int(channels), .int(inputStep ?? channels), .int(outputStep ?? channels),
            ])
    }
}
