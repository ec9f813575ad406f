extension CUDADevice {
    /// Only this thread's calls are recorded: the measuring threads wait for events meanwhile.
    private static let threadLocal: Int32 = 1

    /// Records launches as one graph, which the driver starts in one call.
    func sequence(_ launches: [PreparedLaunch]) throws(DeviceError) -> LaunchSequence {
        let context = context, table = context.table
        try context.enter()
        try context.check(table.streamBeginCapture(context.stream, Self.threadLocal), "cuStreamBeginCapture")
        var failure: DeviceError?
        do {
            for launch in launches { try launch.enqueue() }
        } catch { failure = error }
        // The stream records until it is told to stop, also after a failure.
        var graph: CUDATable.Handle?, executable: CUDATable.Handle?
        let end = table.streamEndCapture(context.stream, &graph)
        defer { if let graph { _ = table.graphDestroy(graph) } }
        if let failure { throw failure }
        try context.check(end, "cuStreamEndCapture")
        guard let graph else { throw .failed(device: details.name, call: "cuStreamEndCapture", code: "no graph") }
        try context.check(table.graphInstantiate(&executable, graph, 0), "cuGraphInstantiate")
        guard let executable else {
            throw .failed(device: details.name, call: "cuGraphInstantiate", code: "no graph")
        }
        return LaunchSequence(
            launches,
            start: { () throws(DeviceError) in
                try context.check(table.graphLaunch(executable, context.stream), "cuGraphLaunch")
            },
            release: {
                context.enterToRelease()
                _ = table.graphExecDestroy(executable)
            })
    }
}
