import Foundation
import TestSupport
import Testing

@testable import Kernels

/// Cells leave no frequency out.
@Suite struct FrequencyCellsTests {
    private let run = KernelRun(threads: 1)

    private func cells(kernel: Int = 3, capacity: Int = 4096) -> FrequencyCells {
        let memory = UnsafeMutableRawPointer(run.zeros(3 * capacity)).assumingMemoryBound(to: FrequencyCell.self)
        return FrequencyCells(cells: memory, values: run.zeros(capacity), capacity: capacity, kernel: kernel)
    }

    /// A smooth function of the frequency that is the same at its conjugate, as norms are.
    private static func smooth(_ a: Double, _ b: Double) -> Double {
        3 + cos(a + 0.3 * sin(b)) + cos(b) + 0.5 * cos(a - b)
    }

    private static func smooth(_ cell: FrequencyCell) -> Double {
        let sum = Double(cell.sum), difference = Double(cell.difference)
        return smooth((sum + difference) / 2, (sum - difference) / 2)
    }

    /// Whether the first cells hold a frequency or its conjugate.
    private func hold(_ list: FrequencyCells, _ count: Int, _ a: Double, _ b: Double) -> Bool {
        for sign in [1.0, -1] {
            for i in -3...3 {
                for j in -3...3 {
                    let x = sign * a + 2 * .pi * Double(i), y = sign * b + 2 * .pi * Double(j)
                    for index in 0..<count {
                        let cell = list.cells[index], reach = Double(cell.radius) + 1e-5
                        if abs(x + y - Double(cell.sum)) <= reach && abs(x - y - Double(cell.difference)) <= reach {
                            return true
                        }
                    }
                }
            }
        }
        return false
    }

    /// Random frequencies that none of the first cells holds.
    private func missed(_ list: FrequencyCells, _ count: Int) -> Int {
        let places = TestRandom.values(seed: 2, count: 120).map { .pi * $0 }
        return stride(from: 0, to: 120, by: 2).count { !hold(list, count, places[$0], places[$0 + 1]) }
    }

    private func area(_ list: FrequencyCells, _ count: Int) -> Double {
        (0..<count).reduce(0) { $0 + 2 * Double(list.cells[$1].radius) * Double(list.cells[$1].radius) }
    }

    @Test(arguments: [2, 3, 5])
    func regionsHoldHalfOfAllFrequencies(kernel: Int) {
        let list = cells(kernel: kernel), count = list.regionCount
        list.layRegions()
        #expect(count == FrequencyCells.regionCount(kernel: kernel))
        #expect(abs(list.degree * Double(list.largestRadius(count)) - .pi / 8) < 1e-6)
        #expect(abs(area(list, count) - 2 * .pi * .pi) < 1e-4)
        #expect(missed(list, count) == 0)
        // Without the last of them something is missing.
        #expect(missed(list, count * 7 / 8) > 0)
    }

    /// Between the centres of regions, over the border of half a period too.
    @Test(arguments: [2, 3, 5])
    func valuesAreExpectedBetweenThoseOfRegions(kernel: Int) {
        let list = cells(kernel: kernel)
        list.layRegions()
        for index in 0..<list.regionCount { list.values[index] = Float(Self.smooth(list.cells[index])) }
        let spacing = 2 * Double(list.cells[0].radius)
        for index in 0..<list.regionCount {
            let region = list.cells[index]
            #expect(abs(list.expectedValue(region) - list.values[index]) < 1e-5)
            for quarter in 0..<4 {
                let cell = region.part(quarter, of: 2)
                // Second derivatives along the sum and the difference are at most 2 together.
                #expect(abs(Double(list.expectedValue(cell)) - Self.smooth(cell)) < 0.19 * spacing * spacing)
            }
        }
    }

    @Test(arguments: [0.5, 0.05, 0.005, 0.0005])
    func partsHoldWhatTheirRegionsDo(excess: Float) {
        let list = cells(capacity: 16384)
        list.layRegions()
        for index in 0..<list.regionCount { list.values[index] = Float(Self.smooth(list.cells[index])) }
        let bound = 5 * (1 + excess), count = list.divideRegions(top: 5, bound: bound, limit: list.capacity)
        #expect(count >= list.regionCount && count <= list.capacity)
        #expect(abs(area(list, count) - 2 * .pi * .pi) < 1e-3)
        #expect(missed(list, count) == 0)
        let largest = list.largestRadius(count)
        #expect(
            (0..<count).allSatisfy {
                list.fall(list.cells[$0].radius) * bound >= min(5, list.expectedValue(list.cells[$0]))
            })
        // Where values are small, the proof takes fewer cells.
        #expect(excess > 0.01 || (0..<count).contains { list.cells[$0].radius < largest / 4 })
        #expect(list.divideRegions(top: 5, bound: bound, limit: count) == count)
        #expect(list.divideRegions(top: 5, bound: bound, limit: count - 1) > count - 1)
    }

    /// The square of the cosine of D times the radius.
    @Test(arguments: [2, 3, 5])
    func valuesFall(kernel: Int) {
        let list = cells(kernel: kernel)
        for angle in [0, 0.01, 0.4, 1.5] {
            let radius = Float(2 * angle / Double(kernel - 1))
            #expect(abs(Double(list.fall(radius)) - cos(angle) * cos(angle)) < 1e-6)
        }
        #expect(list.fall(7) < 1e-12)
    }

    @Test func quartersHoldWhatTheirCellsDid() {
        let list = cells()
        list.layRegions()
        let count = list.quarter(list.regionCount)
        #expect(abs(area(list, count) - 2 * .pi * .pi) < 1e-4)
        #expect(abs(list.largestRadius(count) - .pi / 16) < 1e-6)
        #expect(missed(list, count) == 0)
    }

    @Test func theHighestIsFound() {
        let list = cells()
        for (index, value) in [3, 1, 7, 7, 2, 9].enumerated() { list.values[index] = Float(value) }
        #expect(list.highest(5) == 2 && list.highest(6) == 5 && list.highest(1) == 0 && list.largestRadius(0) == 0)
    }

    /// Each frequency of a map or its conjugate, once.
    @Test(arguments: [(1, 1), (4, 4), (5, 7), (16, 16), (2, 9), (6, 1)])
    func gridsHoldHalfOfTheirFrequencies(height: Int, width: Int) {
        let list = cells(), (count, even) = list.layGrid(height: height, width: width)
        var seen = Set<[Int]>()
        for cell in 0..<count {
            let a = Double(list.cells[cell].sum + list.cells[cell].difference) / 2
            let b = Double(list.cells[cell].sum - list.cells[cell].difference) / 2
            let u = Int((a * Double(height) / (2 * .pi)).rounded()), v = Int((b * Double(width) / (2 * .pi)).rounded())
            #expect((u % 2 == 0 && v % 2 == 0) == (cell < even))
            #expect(seen.insert([u, v]).inserted)
            seen.insert([(height - u) % height, (width - v) % width])
        }
        #expect(seen.count == height * width)
    }
}
