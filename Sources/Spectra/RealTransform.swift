import CFFTW
import Synchronization

/// FFTW's planner is one per process and not safe for several threads: everything that touches it holds this lock.
private let planner = Mutex(())

/// The two-dimensional Fourier transform of real height x width planes in single precision.
///
/// Only the columns 0...width / 2 are computed; the others are their conjugates. The plan is FFTW's estimate, not its
/// measurement, so that results are the same from run to run. Buffers are allocated once; one transform at a time.
public final class RealTransform {
    public let height: Int
    public let width: Int
    /// Columns of the half spectrum: width / 2 + 1.
    public let halfWidth: Int
    /// The buffer for the plane to transform, row by row.
    public let input: UnsafeMutableBufferPointer<Float>
    private let output: UnsafeMutableBufferPointer<Float>
    private let plan: fftwf_plan

    /// Prepares for planes of height x width, both at least 1.
    public init(height: Int, width: Int) {
        precondition(height > 0 && width > 0, "a plane of \(height) x \(width) has no spectrum")
        self.height = height
        self.width = width
        halfWidth = width / 2 + 1
        input = Self.allocate(height * width)
        output = Self.allocate(2 * height * halfWidth)
        let (source, target) = (input.baseAddress!, UnsafeMutableRawPointer(output.baseAddress!))
        var plan: fftwf_plan?
        planner.withLock { _ in
            plan = fftwf_plan_dft_r2c_2d(
                Int32(height), Int32(width), source, target.assumingMemoryBound(to: fftwf_complex.self),
                FFTW_ESTIMATE | FFTW_PRESERVE_INPUT)
        }
        guard let plan else { fatalError("FFTW has no plan for a plane of \(height) x \(width)") }
        self.plan = plan
    }

    deinit {
        planner.withLock { _ in fftwf_destroy_plan(plan) }
        fftwf_free(input.baseAddress)
        fftwf_free(output.baseAddress)
    }

    /// Transforms `input`; the spectrum, height x halfWidth pairs of real and imaginary parts row by row without any
    /// scaling, is valid until the next call.
    public func execute() -> UnsafeBufferPointer<Float> {
        fftwf_execute(plan)
        return UnsafeBufferPointer(output)
    }

    fileprivate static func allocate(_ count: Int) -> UnsafeMutableBufferPointer<Float> {
        guard let memory = fftwf_malloc(count * MemoryLayout<Float>.stride) else {
            fatalError("no memory for a spectrum of \(count) values")
        }
        let buffer = UnsafeMutableBufferPointer(start: memory.bindMemory(to: Float.self, capacity: count), count: count)
        buffer.initialize(repeating: 0)
        return buffer
    }
}

/// The inverse of `RealTransform`, from the half spectrum to the plane, without scaling: the result is height x width times as large.
public final class InverseRealTransform {
    /// The buffer for the spectrum, height x (width / 2 + 1) pairs of real and imaginary parts row by row; the transform overwrites it.
    public let input: UnsafeMutableBufferPointer<Float>
    private let output: UnsafeMutableBufferPointer<Float>
    private let plan: fftwf_plan

    /// Prepares for planes of height x width, both at least 1.
    public init(height: Int, width: Int) {
        precondition(height > 0 && width > 0, "a plane of \(height) x \(width) has no spectrum")
        input = RealTransform.allocate(2 * height * (width / 2 + 1))
        output = RealTransform.allocate(height * width)
        let (source, target) = (UnsafeMutableRawPointer(input.baseAddress!), output.baseAddress!)
        var plan: fftwf_plan?
        planner.withLock { _ in
            plan = fftwf_plan_dft_c2r_2d(
                Int32(height), Int32(width), source.assumingMemoryBound(to: fftwf_complex.self), target, FFTW_ESTIMATE)
        }
        guard let plan else { fatalError("FFTW has no plan for a plane of \(height) x \(width)") }
        self.plan = plan
    }

    deinit {
        planner.withLock { _ in fftwf_destroy_plan(plan) }
        fftwf_free(input.baseAddress)
        fftwf_free(output.baseAddress)
    }

    /// Transforms `input`; the plane, height x width samples row by row, is valid until the next call.
    public func execute() -> UnsafeBufferPointer<Float> {
        fftwf_execute(plan)
        return UnsafeBufferPointer(output)
    }
}
