/// Selects the largest of many floats in descending order without sorting them all: a radix selection, digit by digit from the
/// highest bits down, whose time is proportional to the number of values.
///
/// Its scratch memory is allocated once; one selection at a time.
package final class LargestValues {
    /// The key is cut into digits of 11, 11 and 10 bits.
    private static let shifts: [UInt32] = [21, 10, 0]
    private static let digits = 1 << 11

    private let keep: Int
    private let candidates: UnsafeMutableBufferPointer<UInt32>
    private let selected: UnsafeMutableBufferPointer<UInt32>
    private let counts: UnsafeMutableBufferPointer<Int32>

    /// Prepares for the `keep` largest of at most `capacity` values.
    package init(keep: Int, capacity: Int) {
        self.keep = keep
        candidates = .allocate(capacity: capacity)
        selected = .allocate(capacity: keep)
        counts = .allocate(capacity: Self.digits)
    }

    deinit {
        candidates.deallocate()
        selected.deallocate()
        counts.deallocate()
    }

    /// Writes the largest of `values` to `result`, which holds `keep` floats, in descending order; returns how many there are.
    package func select(from values: UnsafeBufferPointer<Float>, into result: UnsafeMutableBufferPointer<Float>) -> Int
    {
        precondition(values.count <= candidates.count && result.count >= keep, "more values than there is room for")
        let wanted = min(keep, values.count)
        guard wanted > 0 else { return 0 }
        let candidates = candidates.baseAddress!
        let selected = selected.baseAddress!
        var remaining = values.count
        for i in 0..<remaining { candidates[i] = Self.key(values[i]) }
        var found = 0
        for shift in Self.shifts {
            let threshold = digitHolding(rank: wanted - found, among: remaining, shift: shift)
            var undecided = 0
            // Values above the digit of the last wanted rank are taken, those below dropped; ties stay for the next digit.
            for i in 0..<remaining {
                let key = candidates[i]
                let digit = Self.digit(key, shift)
                if digit == threshold {
                    candidates[undecided] = key
                    undecided += 1
                } else if digit > threshold {
                    selected[found] = key
                    found += 1
                }
            }
            remaining = undecided
        }
        while found < wanted {
            selected[found] = candidates[0]
            found += 1
        }
        var descending = UnsafeMutableBufferPointer(start: selected, count: wanted)
        descending.sort(by: >)
        for i in 0..<wanted { result[i] = Self.value(selected[i]) }
        return wanted
    }

    /// The digit of the key at `rank` (1 is the largest) among the first `count` candidates.
    private func digitHolding(rank: Int, among count: Int, shift: UInt32) -> Int {
        let counts = counts.baseAddress!
        let candidates = candidates.baseAddress!
        counts.update(repeating: 0, count: Self.digits)
        for i in 0..<count { counts[Self.digit(candidates[i], shift)] += 1 }
        var above = 0
        var digit = Self.digits - 1
        while digit > 0, above + Int(counts[digit]) < rank {
            above += Int(counts[digit])
            digit -= 1
        }
        return digit
    }

    @inline(__always)
    private static func digit(_ key: UInt32, _ shift: UInt32) -> Int {
        Int(truncatingIfNeeded: (key >> shift) & UInt32(digits - 1))
    }

    /// A key that orders as the floats do: negative values have all bits turned, the others only the sign.
    @inline(__always)
    private static func key(_ value: Float) -> UInt32 {
        let bits = value.bitPattern
        return bits ^ (bits >> 31 == 1 ? 0xFFFF_FFFF : 0x8000_0000)
    }

    @inline(__always)
    private static func value(_ key: UInt32) -> Float {
        Float(bitPattern: key ^ (key >> 31 == 1 ? 0x8000_0000 : 0xFFFF_FFFF))
    }
}
