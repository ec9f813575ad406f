import CCrypto
import CFFTW
import CJPEG
import COpenBLAS
import CPNG
import CTIFF
import Wording

/// The versions of the libraries that the program is linked with.
enum Libraries {
    /// Throws a sentence when OpenBLAS, which is opened where work begins, cannot be used.
    static func check() throws {
        if let problem = copenblas_problem() { throw CommandFailure(String(cString: problem)) }
    }

    /// Version and build options, e.g. `OpenBLAS 0.3.21 DYNAMIC_ARCH Zen MAX_THREADS=64`.
    static var openBLAS: String {
        String(cString: openblas_get_config()).split(separator: " ").joined(separator: " ")
    }

    /// The processor family whose kernels OpenBLAS has chosen.
    static var openBLASCore: String { String(cString: openblas_get_corename()) }

    static var fftw: String { String(cString: fftwf_version_text()) }

    static var png: String { String(cString: cpng_version()) }

    static var jpeg: String { String(cString: cjpeg_version()) }

    /// Nil where it cannot be opened.
    static var tiff: String? { ctiff_version().map { String(cString: $0) } }

    static var crypto: String { String(cString: ccrypto_version()) }

    /// The versions that records keep: those of libraries that affect numbers.
    static var versions: [String: String] {
        ["openblas": openBLAS, "fftw": fftw, "libpng": png, "libjpeg": jpeg]
    }
}
