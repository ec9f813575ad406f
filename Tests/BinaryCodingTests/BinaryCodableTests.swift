import BinaryCoding
import Testing

@Suite struct BinaryCodableTests {
    private func bytes(_ value: some BinaryCodable) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(value)
        return writer.bytes
    }

    /// Reads back what was written, and refuses every beginning of it and one byte more.
    private func check<Value: BinaryCodable & Equatable>(_ value: Value) throws {
        let bytes = bytes(value)
        var reader = ByteReader(bytes)
        #expect(try reader.read(Value.self) == value)
        try reader.finish()
        for count in 0..<bytes.count {
            #expect(throws: BinaryError.self) {
                var reader = ByteReader(Array(bytes[..<count]))
                _ = try reader.read(Value.self)
            }
        }
        var longer = ByteReader(bytes + [0])
        _ = try longer.read(Value.self)
        #expect(throws: BinaryError.surplus(1)) { try longer.finish() }
    }

    @Test func valuesComeBack() throws {
        for value in [0, -1, .max, .min] { try check(value) }
        for value in [UInt32.min, 0x0102_0304, .max] { try check(value) }
        try check(UInt64.max)
        for value in [0.1, -0.0, .infinity, .leastNonzeroMagnitude] { try check(value) }
        try check(true)
        try check(false)
        for text in ["", "a key", "λ = 2 – größer"] { try check(text) }
        try check(Int?.none)
        try check(Optional(3.5))
        try check([Double]())
        try check([[1, 2], [], [-7]])
        try check(["a", nil, "b"])
    }

    @Test func everyBitOfADoubleIsKept() throws {
        let bits: UInt64 = 0x7FF8_0000_DEAD_BEEF
        var reader = ByteReader(bytes(Double(bitPattern: bits)))
        #expect(try reader.read(Double.self).bitPattern == bits)
        var negative = ByteReader(bytes(-0.0))
        #expect(try negative.read(Double.self).sign == .minus)
    }

    @Test func theOrderOfBytesIsFixed() {
        #expect(bytes(1) == [1, 0, 0, 0, 0, 0, 0, 0])
        #expect(bytes(UInt32(0x0102_0304)) == [4, 3, 2, 1])
        #expect(bytes(1.0) == [0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
        #expect(bytes("ab") == [2, 0, 0, 0, 0, 0, 0, 0, 97, 98])
        #expect(bytes(Optional(true)) == [1, 1])
    }

    @Test func floatsComeBack() throws {
        let values: [Float] = [0, -0.0, 1.5, .pi, .infinity, -.leastNonzeroMagnitude]
        var writer = ByteWriter()
        writer.write(true)
        writer.write(floats: values)
        var reader = ByteReader(writer.bytes)
        #expect(try reader.read(Bool.self))
        #expect(try reader.floats().map(\.bitPattern) == values.map(\.bitPattern))
        try reader.finish()
        for count in 1..<writer.bytes.count {
            var reader = ByteReader(writer.bytes, 1..<count)
            #expect(throws: BinaryError.self) { try reader.floats() }
        }
        // After the flag, the number and the first float.
        #expect(Array(writer.bytes[13..<17]) == [0, 0, 0, 0x80])
    }

    @Test func wrongValuesAreRefused() {
        func refusal<Value: BinaryCodable>(_ bytes: [UInt8], _ type: Value.Type) -> BinaryError? {
            var reader = ByteReader(bytes)
            do {
                _ = try reader.read(type)
                return nil
            } catch { return error as? BinaryError }
        }
        #expect(refusal([2], Bool.self) == .invalid("2 where 0 or 1 is allowed"))
        #expect(refusal(bytes(1) + [0xFF], String.self) == .invalid("text that is not UTF-8"))
        #expect(refusal(bytes(-1), [Int].self) == .invalid("the negative length -1"))
        // Lengths that no memory could hold.
        #expect(refusal(bytes(Int.max) + [1, 2, 3], [Int].self) == .truncated(needed: .max, left: 3))
        #expect(refusal(bytes(Int.max), String.self) == .truncated(needed: .max, left: 0))
        var reader = ByteReader(bytes(Int.max / 2) + [0, 0, 0, 0])
        #expect(throws: BinaryError.truncated(needed: .max, left: 4)) { try reader.floats() }
    }

    @Test func sentencesSayWhatIsWrong() {
        #expect(
            "\(BinaryError.truncated(needed: 8, left: 3))"
                == "ends in the middle of a value: 8 more bytes are needed, but only 3 are left")
        #expect("\(BinaryError.surplus(2))" == "has 2 bytes too many")
        #expect("\(BinaryError.invalid("the negative length -1"))" == "holds the negative length -1")
    }
}
