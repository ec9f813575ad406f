import Runs
import Testing
import Wording

@testable import dip

@Suite struct ProcessorSupportTests {
    @Test(arguments: VectorLevel.allCases, VectorLevel.allCases)
    func onlyAProcessorThatLacksWhatTheBuildUsesIsRefused(
        _ build: VectorLevel, _ processor: VectorLevel
    ) throws {
        if build <= processor { return try ProcessorSupport.check(build: build, processor: processor) }
        let error = #expect(throws: CommandFailure.self) {
            try ProcessorSupport.check(build: build, processor: processor)
        }
        #expect(error?.description.contains("'DIP_SIMD=\(processor) make build'") == true)
    }

    @Test func theSentenceNamesWhatIsMissing() {
        let error = #expect(throws: CommandFailure.self) {
            try ProcessorSupport.check(build: .avx512, processor: .avx2)
        }
        #expect(
            error?.description == "this build uses AVX-512 instructions, which this processor lacks; "
                + "build one for it with 'DIP_SIMD=avx2 make build'")
    }
}
