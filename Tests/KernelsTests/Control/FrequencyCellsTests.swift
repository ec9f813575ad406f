import Foundation
import Testing
import TestSupport
@testable import Kernels

/// Cells leave no frequency out.
@Suite struct FrequencyCellsTests {
    private let run = KernelRun(threads: 1)

    private func cells(_ capacity: Int = 4096) -> FrequencyCells {
        func list() -> UnsafeMutablePointer<FrequencyCell> {
            UnsafeMutableRawPointer(run.zeros(3 * capacity)).assumingMemoryBound(to: FrequencyCell.self)
        }
        return FrequencyCells(cells: list(), next: list(), values: run.zeros(capacity), capacity: capacity)
    }

    /// Whether the first cells hold a frequency or its conjugate.
    private func hold(_ list: FrequencyCells, _ count: Int, _ a: Double, _ b: Double) -> Bool {
        [1.0, -1].contains { sign in
            (-3...3).contains { i in
                (-3...3).contains { j in
                    let x = sign * a + 2 * .pi * Double(i), y = sign * b + 2 * .pi * Double(j)
                    return (0..<count).contains {
                        let cell = list.cells[$0], reach = Double(cell.radius) + 1e-5
                        return abs(x + y - Double(cell.sum)) <= reach && abs(x - y - Double(cell.difference)) <= reach
                    }
                }
            }
        }
    }

    private func area(_ list: FrequencyCells, _ count: Int) -> Double {
        (0..<count).reduce(0) { $0 + 2 * Double(list.cells[$1].radius) * Double(list.cells[$1].radius) }
    }

    @Test(arguments: [2, 3, 5])
    func regionsHoldHalfOfAllFrequencies(kernel: Int) {
        let list = cells(), count = list.layRegions(kernel: kernel)
        #expect(count == FrequencyCells.regionCount(kernel: kernel))
        #expect(abs(Float(kernel - 1) / 2 * list.largestRadius(count) - .pi / 8) < 1e-6)
        #expect(abs(area(list, count) - 2 * .pi * .pi) < 1e-4)
        let places = TestRandom.values(seed: 2, count: 200).map { .pi * $0 }
        for place in stride(from: 0, to: 200, by: 2) { #expect(hold(list, count, places[place], places[place + 1])) }
    }

    @Test(arguments: [(10_000, 0.9), (576, 0.9), (70, 0.9), (10, 0.9), (10_000, 0.999)])
    func partsHoldWhatTheirRegionsDo(limit: Int, least: Float) {
        let list = cells(), regions = list.layRegions(kernel: 3)
        for region in 0..<regions { list.values[region] = least + (1 - least) * Float(region) / Float(regions) }
        let count = list.divide(regions, degree: 1, threshold: 1, limit: limit)
        #expect(count <= max(limit, regions) && count >= regions)
        #expect(abs(area(list, count) - 2 * .pi * .pi) < 1e-4)
        let places = TestRandom.values(seed: 2, count: 60).map { .pi * $0 }
        for place in stride(from: 0, to: 60, by: 2) { #expect(hold(list, count, places[place], places[place + 1])) }
    }

    /// Regions near the largest value are divided most.
    @Test func highRegionsAreDividedMost() {
        let list = cells(), regions = list.layRegions(kernel: 3)
        for region in 0..<regions { list.values[region] = region == 5 ? 1 : 0.5 }
        #expect(list.divide(regions, degree: 1, threshold: 1, limit: 4096) == regions - 1 + 25)
        #expect(list.highest(0) == 0 && abs(list.largestRadius(regions + 24) - .pi / 8) < 1e-6)
    }

    @Test func quartersHoldWhatTheirCellDid() {
        let list = cells(), regions = list.layRegions(kernel: 3)
        for region in 0..<regions where region % 3 == 0 { list.values[region] = 1 }
        let before = list.divide(regions, degree: 1, threshold: 1, limit: 4096), radius = list.largestRadius(before)
        let wide = list.widerCount(before, than: 0.5 * radius), count = list.quarter(before, widerThan: 0.5 * radius)
        #expect(wide == regions - (regions + 2) / 3 && count == before + 3 * wide)
        #expect(abs(area(list, count) - 2 * .pi * .pi) < 1e-4)
        #expect((0..<(4 * wide)).allSatisfy { list.cells[$0].radius == radius / 2 })
        #expect((4 * wide..<count).allSatisfy { list.cells[$0].radius < radius / 4 })
        let places = TestRandom.values(seed: 7, count: 60).map { .pi * $0 }
        for place in stride(from: 0, to: 60, by: 2) { #expect(hold(list, count, places[place], places[place + 1])) }
    }

    @Test func cellsAreRemoved() {
        let list = cells(), regions = list.layRegions(kernel: 3), before = (0..<regions).map { list.cells[$0].difference }
        #expect(list.close(from: 2, to: 7, count: 12) == 7)
        let kept = (0..<7).map { list.cells[$0].difference }, expected = Array(before[0..<2]) + Array(before[7..<12])
        #expect(kept == expected)
        #expect(list.close(from: 5, to: 5, count: 5) == 5 && list.close(from: 0, to: 5, count: 5) == 0)
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
