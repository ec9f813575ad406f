import Imaging
import Kernels
import Networks
import Spectra

/// A restoration problem: a degraded image y with its clean version x, for training and for measuring.
public struct Problem: Sendable {
    /// The clean image x; the target itself for plain reconstruction, nil for a photograph without a clean version.
    public let clean: Image?
    /// y: the noisy image, the decoded JPEG or the target; x . m for inpainting, the small image D x, not clipped, for super-resolution.
    public let degraded: Image
    /// The mask m, 1 where a sample is known; nil if all are.
    public let mask: Image?
    /// y at the size of an output, for metrics: `degraded`, or its bicubic enlargement for super-resolution.
    public let reference: Image
    /// Enlargements of the degraded image without a network, for super-resolution.
    public let baselines: [Enlargement: Image]
    private let task: RestorationTask

    /// Degrades `image`, drawing from numpy's stream of `seed`; throws `ImageFileError` for an image that no JPEG can hold.
    ///
    /// `regions` is the content of the mask file of a task that reads one, of the shape of `image`. Traps when the sides are not
    /// multiples of the factor of super-resolution.
    public init(task: RestorationTask, clean image: Image, seed: UInt32, regions: Image? = nil) throws {
        var clean = image, mask: Image?, baselines: [Enlargement: Image] = [:]
        switch task {
        case .denoise(let sigma):
            degraded = GaussianNoise(sigma: sigma, seed: seed).apply(to: image)
        case .poisson(let peak):
            degraded = PoissonNoise(peak: peak, seed: seed).apply(to: image)
        case .impulse(let fraction):
            degraded = ImpulseNoise(fraction: fraction, seed: seed).apply(to: image)
        case .deblock(let quality):
            degraded = try JPEGCompression(quality: quality).apply(to: image)
        case .inpaint(let keep):
            let known = BernoulliMask(keep: keep, seed: seed).mask(
                channels: image.channels, height: image.height, width: image.width)
            degraded = image.masked(by: known)
            mask = known
        case .inpaintRegion(let path):
            guard let regions else { preconditionFailure("the mask \(path) was not read") }
            degraded = image.masked(by: regions)
            mask = regions
        case .superResolve(let downsampling):
            let small = image.smaller(by: downsampling)
            degraded = small
            baselines = Dictionary(
                uniqueKeysWithValues: Enlargement.allCases.map { ($0, small.enlarged(by: downsampling.factor, $0)) })
        case .enhance:
            degraded = image
        case .reconstruct(let target):
            clean = target.apply(to: image, seed: seed)
            degraded = clean
        }
        self.clean = clean
        self.mask = mask
        self.baselines = baselines
        self.task = task
        reference = baselines[.bicubic] ?? degraded
    }

    /// The metrics of an output, with the bands and their reference as chosen; throws `BandsError`.
    func metrics(_ configuration: FitConfiguration) throws -> MetricSet {
        let bands = try Bands(
            count: configuration.bandCount, geometry: configuration.bandGeometry, width: reference.width,
            height: reference.height)
        return MetricSet(
            clean: clean, degraded: reference,
            reference: configuration.bandReference == .clean ? clean ?? reference : reference, bands: bands)
    }

    /// The problem of a photograph that is already degraded, without a clean version: the small image for super-resolution; for inpainting
    /// with any content where `mask` is 0.
    ///
    /// Traps for plain reconstruction, and when the task needs a mask that is missing or has a different shape.
    public init(photograph: Image, task: RestorationTask, mask: Image? = nil) {
        var baselines: [Enlargement: Image] = [:]
        switch task {
        case .denoise, .poisson, .impulse, .deblock, .enhance:
            degraded = photograph
        case .inpaint, .inpaintRegion:
            guard let mask else { preconditionFailure("inpainting needs a mask") }
            degraded = photograph.masked(by: mask)
        case .superResolve(let downsampling):
            degraded = photograph
            baselines = Dictionary(
                uniqueKeysWithValues: Enlargement.allCases.map {
                    ($0, photograph.enlarged(by: downsampling.factor, $0))
                })
        case .reconstruct:
            preconditionFailure("there is nothing to restore in plain reconstruction")
        }
        clean = nil
        self.mask = mask
        self.baselines = baselines
        self.task = task
        reference = baselines[.bicubic] ?? degraded
    }

    /// The images of the problem that a record keeps, by file name.
    public var pictures: [String: Image] {
        var pictures = ["degraded.png": degraded]
        pictures["clean.png"] = clean
        if let mask { pictures["mask.png"] = mask }
        for (method, image) in baselines { pictures["\(method.rawValue).png"] = image }
        return pictures
    }

    /// The scores of the problem in a record, by name: PSNR in dB and SSIM of the degraded image to the clean one (`psnr_input`, `ssim_input`;
    /// none if it is the clean image itself), and PSNR of the baselines, of all channels and of the luma.
    public var scores: [String: Double] {
        var scores: [String: Double] = [:]
        guard let clean else { return scores }
        scores["psnr_input"] = ImageMetrics.psnr(reference, clean).flatMap { $0.isFinite ? $0 : nil }
        if scores["psnr_input"] != nil { scores["ssim_input"] = ImageMetrics.ssim(reference, clean) }
        for (method, image) in baselines {
            scores["psnr_\(method.rawValue)"] = ImageMetrics.psnr(image, clean)
            scores["psnr_y_\(method.rawValue)"] = ImageMetrics.psnrY(image, clean)
        }
        return scores
    }

    /// The image with its details enhanced, given a network's output; nil for other tasks (METHOD section 5).
    public func enhanced(_ output: Image) -> Image? {
        guard case .enhance(let enhancement) = task else { return nil }
        return enhancement.apply(to: degraded, smooth: output)
    }

    var objective: Objective {
        var downsampling: Downsampling?
        if case .superResolve(let smaller) = task { downsampling = smaller }
        return Objective(target: degraded.pixels, mask: mask?.pixels, downsampling: downsampling)
    }
}

extension Image {
    /// x . m, sample by sample; traps when the shapes differ.
    fileprivate func masked(by mask: Image) -> Image {
        precondition(
            mask.channels == channels && mask.height == height && mask.width == width,
            "the mask's shape is not its image's")
        var result = self
        for i in pixels.indices { result.pixels[i] *= mask.pixels[i] }
        return result
    }

    /// The downsampled image D x.
    fileprivate func smaller(by downsampling: Downsampling) -> Image {
        Image(
            channels: channels, height: height / downsampling.factor, width: width / downsampling.factor,
            pixels: downsampling.apply(pixels, channels: channels, height: height, width: width))
    }
}
