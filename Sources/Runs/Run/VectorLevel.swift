import CProcessor

/// The vector instructions that kernels are built for or a processor has, each level with those below it.
package enum VectorLevel: Int, Comparable, CaseIterable, Sendable {
    case portable, avx2, avx512

    /// What the kernels were built with (DIP_SIMD).
    package static var build: VectorLevel {
        #if !arch(x86_64) || UNFUSED
        .portable
        #elseif AVX512
        .avx512
        #else
        .avx2
        #endif
    }

    /// What this processor has.
    package static var processor: VectorLevel {
        switch processor_vector_level() {
        case 512: .avx512
        case 2: .avx2
        default: .portable
        }
    }

    package static func < (a: VectorLevel, b: VectorLevel) -> Bool { a.rawValue < b.rawValue }

    package var words: String {
        switch self {
        case .portable: "no vector instructions beyond the architecture's own"
        case .avx2: "AVX2 and FMA"
        case .avx512: "AVX-512"
        }
    }
}
