import CProcessor

/// Whether this processor can execute the kernels as they were built.
enum ProcessorSupport {
    /// Whether the kernels were built with AVX2 and FMA instructions.
    static var buildUsesAVX2: Bool {
        #if arch(x86_64) && !UNFUSED
        true
        #else
        false
        #endif
    }

    static var processorHasAVX2: Bool { processor_has_avx2_fma() != 0 }

    /// Throws a sentence when the kernels would end the process with an illegal instruction.
    static func check(buildUsesAVX2: Bool = buildUsesAVX2, processorHasAVX2: Bool = processorHasAVX2) throws {
        guard buildUsesAVX2, !processorHasAVX2 else { return }
        throw WorkFailure("this build uses AVX2 and FMA instructions, which the processor lacks; "
            + "build one that runs anywhere with 'DIP_PORTABLE=1 make build'")
    }
}
