import BinaryCoding
import Testing

@Suite struct PackedFloatsTests {
    private func bytes(_ values: [Float]) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(floats: values)
        return writer.bytes
    }

    /// Like weights: of similar size, of either sign.
    private func weights(_ count: Int) -> [Float] {
        var state: UInt64 = 1
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (Float(state >> 40) / 0x1p23 - 1) * 0.05
        }
    }

    @Test func floatsComeBack() throws {
        let special: [Float] = [
            0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -3.5e-30,
        ]
        for values in [[], special, Array(repeating: 0, count: 64), weights(63), weights(64), weights(1000)] {
            let plain = bytes(values + special)
            for end in [0, 1, 3] {
                let all = plain + [UInt8](repeating: 7, count: end)
                #expect(try PackedFloats.unpack(PackedFloats.pack(all)) == all)
            }
        }
    }

    @Test func similarFloatsTakeLess() {
        let plain = bytes(weights(64_000)), packed = PackedFloats.pack(plain)
        let most: Double = 0.9 * Double(plain.count)
        #expect(Double(packed.count) < most, "\(packed.count) of \(plain.count)")
        let noise = (0..<256_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7 ^ $0 >> 3) }
        let mostOfNoise: Double = 1.01 * Double(noise.count)
        #expect(Double(PackedFloats.pack(noise).count) < mostOfNoise)
    }

    @Test func damageIsRefused() {
        let packed = PackedFloats.pack(bytes(weights(100)))
        for count in 0..<packed.count {
            #expect(throws: BinaryError.self) { try PackedFloats.unpack(Array(packed[..<count])) }
        }
        #expect(throws: BinaryError.surplus(1)) { try PackedFloats.unpack(packed + [0]) }
        func changed(_ place: Int, to value: UInt8) -> [UInt8] {
            var changed = packed
            changed[place] = value
            return changed
        }
        #expect(throws: BinaryError.invalid("exponents of 9 bits")) { try PackedFloats.unpack(changed(9, to: 9)) }
        #expect(throws: BinaryError.self) { try PackedFloats.unpack(changed(8, to: 255)) }
        #expect(throws: BinaryError.self) { try PackedFloats.unpack(changed(7, to: 0x7f)) }
        #expect(throws: BinaryError.self) { try PackedFloats.unpack(changed(7, to: 0xff)) }
    }
}
