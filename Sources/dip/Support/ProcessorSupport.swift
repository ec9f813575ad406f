import CProcessor
import Wording

/// Whether this processor can execute the kernels as they were built.
enum ProcessorSupport {
    /// Vector instructions, each level with those below it.
    enum Level: Int, Comparable, CaseIterable {
        case portable, avx2, avx512

        static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

        var words: String {
            switch self {
            case .portable: "no vector instructions beyond the architecture's own"
            case .avx2: "AVX2 and FMA"
            case .avx512: "AVX-512"
            }
        }
    }

    /// What the kernels were built with (DIP_SIMD).
    static var build: Level {
        #if !arch(x86_64) || UNFUSED
        .portable
        #elseif AVX512
        .avx512
        #else
        .avx2
        #endif
    }

    static var processor: Level {
        switch processor_vector_level() {
        case 512: .avx512
        case 2: .avx2
        default: .portable
        }
    }

    /// Throws a sentence when the kernels would end the process with an illegal instruction.
    static func check(build: Level = build, processor: Level = processor) throws {
        guard build > processor else { return }
        throw CommandFailure(
            "this build uses \(build.words) instructions, which this processor lacks; "
                + "build one for it with 'DIP_SIMD=\(processor) make build'")
    }
}
