import Runs
import Wording

/// Whether this processor can execute the kernels as they were built.
enum ProcessorSupport {
    /// Throws a sentence when the kernels would end the process with an illegal instruction.
    static func check(build: VectorLevel = .build, processor: VectorLevel = .processor) throws {
        guard build > processor else { return }
        throw CommandFailure(
            "this build uses \(build.words) instructions, which this processor lacks; "
                + "build one for it with 'DIP_SIMD=\(processor) make build'")
    }
}
