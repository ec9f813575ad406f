import Testing
import Wording

@Suite struct DistinctTests {
    @Test func eachElementStandsWhereItIsFirstMet() {
        #expect(["b", "a", "b", "c", "a"].distinct == ["b", "a", "c"])
        #expect([[2, 1], [1, 2], [2, 1]].distinct == [[2, 1], [1, 2]])
        #expect([[3, 1], [], [1, 2]].joined().distinct == [3, 1, 2])
        #expect([Int]().distinct.isEmpty)
    }
}
