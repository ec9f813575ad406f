import CFFTW
import Synchronization

/// FFTW's planner is one per process and not safe for several threads: everything that touches it holds this lock.
private let planner = Mutex(())

/// The two-dimensional Fourier transform of real height x width planes in single precision.
///
/// Only the columns 0...width / 2 are computed; the others are their conjugates. The plan is FFTW's estimate, not its
/// measurement, so that results are the same from run to run. Buffers are allocated once; one transform at a time.
public final class RealTransform {
    /// Rows of a plane.
    public let height: Int
    /// Columns of a plane.
    public let width: Int
    /// Columns of the half spectrum: width / 2 + 1.
    public let halfWidth: Int
    private let transform: PlannedTransform

    /// Prepares for planes of height x width, both at least 1.
    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
        halfWidth = width / 2 + 1
        transform = PlannedTransform(height: height, width: width, isInverse: false)
    }

    /// The buffer for the plane to transform, row by row.
    public var input: UnsafeMutableBufferPointer<Float> { transform.input }

    /// Transforms `input`; the spectrum, height x halfWidth pairs of real and imaginary parts row by row without any
    /// scaling, is valid until the next call.
    public func execute() -> UnsafeBufferPointer<Float> { transform.execute() }
}

/// The inverse of `RealTransform`, from the half spectrum to the plane, without scaling: the result is height x width times as large.
final class InverseRealTransform {
    private let transform: PlannedTransform

    /// Prepares for planes of height x width, both at least 1.
    init(height: Int, width: Int) {
        transform = PlannedTransform(height: height, width: width, isInverse: true)
    }

    /// The buffer for the spectrum, height x (width / 2 + 1) pairs of real and imaginary parts row by row; the transform overwrites it.
    var input: UnsafeMutableBufferPointer<Float> { transform.input }

    /// Transforms `input`; the plane, height x width samples row by row, is valid until the next call.
    func execute() -> UnsafeBufferPointer<Float> { transform.execute() }
}

/// A plan of FFTW between a plane and its half spectrum, with their buffers.
private final class PlannedTransform {
    let input: UnsafeMutableBufferPointer<Float>
    private let output: UnsafeMutableBufferPointer<Float>
    private let plan: fftwf_plan

    init(height: Int, width: Int, isInverse: Bool) {
        precondition(height > 0 && width > 0, "a plane of \(height) x \(width) has no spectrum")
        let plane = Self.allocate(height * width), spectrum = Self.allocate(2 * height * (width / 2 + 1))
        (input, output) = isInverse ? (spectrum, plane) : (plane, spectrum)
        let rows = Int32(height), columns = Int32(width)
        let samples = plane.baseAddress!
        let waves = UnsafeMutableRawPointer(spectrum.baseAddress!).assumingMemoryBound(to: fftwf_complex.self)
        var plan: fftwf_plan?
        planner.withLock { _ in
            plan =
                isInverse
                ? fftwf_plan_dft_c2r_2d(rows, columns, waves, samples, FFTW_ESTIMATE)
                : fftwf_plan_dft_r2c_2d(rows, columns, samples, waves, FFTW_ESTIMATE | FFTW_PRESERVE_INPUT)
        }
        guard let plan else { fatalError("FFTW has no plan for a plane of \(height) x \(width)") }
        self.plan = plan
    }

    deinit {
        planner.withLock { _ in fftwf_destroy_plan(plan) }
        fftwf_free(input.baseAddress)
        fftwf_free(output.baseAddress)
    }

    func execute() -> UnsafeBufferPointer<Float> {
        fftwf_execute(plan)
        return UnsafeBufferPointer(output)
    }

    private static func allocate(_ count: Int) -> UnsafeMutableBufferPointer<Float> {
        guard let memory = fftwf_malloc(count * MemoryLayout<Float>.stride) else {
            fatalError("no memory for a spectrum of \(count) values")
        }
        let buffer = UnsafeMutableBufferPointer(start: memory.bindMemory(to: Float.self, capacity: count), count: count)
        buffer.initialize(repeating: 0)
        return buffer
    }
}
