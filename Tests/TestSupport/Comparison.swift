/// The largest difference between two arrays relative to the largest magnitude of the second.
package func relativeError<A: BinaryFloatingPoint, B: BinaryFloatingPoint>(_ actual: [A], _ expected: [B]) -> Double {
    guard actual.count == expected.count else { return .infinity }
    var difference = 0.0, largest = 0.0
    for (a, e) in zip(actual, expected) {
        if !Double(a).isFinite { return .infinity }
        difference = max(difference, abs(Double(a) - Double(e)))
        largest = max(largest, abs(Double(e)))
    }
    return largest == 0 ? difference : difference / largest
}

/// How far a gradient is from the adjoint of what gave an output: the difference of the two products, in units of the terms' sum, where
/// `expected` is the output in double precision.
package func adjointError(
    output: [Float], expected: [Double], outputGradient: [Double], input: [Double], inputGradient: [Float]
) -> Double {
    let forward = zip(output, outputGradient).reduce(0) { $0 + Double($1.0) * $1.1 }
    let backward = zip(inputGradient, input).reduce(0) { $0 + Double($1.0) * $1.1 }
    return abs(forward - backward) / zip(expected, outputGradient).reduce(0) { $0 + abs($1.0 * $1.1) }
}

/// C x H x W to H x W x C.
package func interleaved<T: BinaryFloatingPoint>(_ planes: [T], channels: Int) -> [Float] {
    let pixels = planes.count / channels
    return (0..<planes.count).map { Float(planes[$0 % channels * pixels + $0 / channels]) }
}

/// H x W x C to C x H x W.
package func separated(_ map: [Float], channels: Int) -> [Float] {
    let pixels = map.count / channels
    return (0..<map.count).map { map[$0 % pixels * channels + $0 / pixels] }
}
