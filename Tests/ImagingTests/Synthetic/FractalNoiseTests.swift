import Testing
@testable import Imaging

@Suite struct FractalNoiseTests {
    @Test func isTheSameFieldAtAnyResolution() {
        let coarse = FractalNoise(unit: 64, seed: 9)
        let fine = FractalNoise(unit: 256, seed: 9)
        let other = FractalNoise(unit: 64, seed: 90)
        var same: Float = 0, different: Float = 0
        for i in 0..<64 {
            let u = (Float(i) + 0.5) / 64
            same += abs(coarse.value(u, 0.3) - fine.value(u, 0.3)) / 64
            different += abs(coarse.value(u, 0.3) - other.value(u, 0.3)) / 64
        }
        #expect(same < 0.06)
        #expect(different > 0.15)
    }

    @Test func repeatsAndHasTheStatedLevel() {
        let noise = FractalNoise(unit: 64, seed: 4)
        var mean: Float = 0, square: Float = 0
        for y in 0..<64 {
            for x in 0..<64 {
                let u = (Float(x) + 0.5) / 64, v = (Float(y) + 0.5) / 64
                let value = noise.value(u, v)
                #expect(noise.value(u + 2, v - 1) == value)
                mean += value / 4096
                square += value * value / 4096
            }
        }
        #expect(abs(mean) < 1e-3)
        #expect(abs((square - mean * mean).squareRoot() - 0.25) < 1e-3)
    }
}
