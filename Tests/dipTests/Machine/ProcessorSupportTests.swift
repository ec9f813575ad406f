@testable import dip
import Testing

@Suite struct ProcessorSupportTests {
    @Test func onlyAProcessorThatLacksWhatTheBuildUsesIsRefused() throws {
        try ProcessorSupport.check(buildUsesAVX2: false, processorHasAVX2: false)
        try ProcessorSupport.check(buildUsesAVX2: false, processorHasAVX2: true)
        try ProcessorSupport.check(buildUsesAVX2: true, processorHasAVX2: true)
        let error = #expect(throws: WorkFailure.self) { try ProcessorSupport.check(buildUsesAVX2: true, processorHasAVX2: false) }
        #expect(error?.description == "this build uses AVX2 and FMA instructions, which the processor lacks; "
            + "build one that runs anywhere with 'DIP_PORTABLE=1 make build'")
    }
}
