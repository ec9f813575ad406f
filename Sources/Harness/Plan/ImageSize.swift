import Architectures
import Imaging
import Networks
import Restoration

/// The image sizes that a network can restore.
enum ImageSize {
    /// Blur, sharpness and SSIM look at neighbourhoods of 9 and 11 pixels.
    private static let smallestForMeasures = 16

    /// Throws a sentence naming the image, its size and what is allowed.
    static func check(width: Int, height: Int, of spec: ExperimentSpec, specPath: String) throws {
        let (multiple, smallestMap, words) = demands(spec.fit.architecture)
        let smallest = max(multiple * smallestMap, (smallestForMeasures + multiple - 1) / multiple * multiple)
        guard width.isMultiple(of: multiple), height.isMultiple(of: multiple), min(width, height) >= smallest else {
            throw SpecError(.file(specPath), "image '\(spec.source.image)' is \(width) x \(height) after \(spec.fit.padsImage ? "padding" : "cropping"); \(words) "
                + "needs sides that are multiples of \(multiple) and at least \(smallest)")
        }
        try check(width: width, height: height, task: spec.fit.task) { demand in
            SpecError(.file(specPath), "image '\(spec.source.image)' is \(width) x \(height) after cropping; \(demand)")
        }
    }

    /// What the degradation asks of the size beyond what the network does.
    private static func check(width: Int, height: Int, task: RestorationTask, refusal: (String) -> SpecError) throws {
        switch task {
        case .deblock:
            guard max(width, height) <= JPEGFile.longestSide else {
                throw refusal("a JPEG's sides are at most \(JPEGFile.longestSide)")
            }
        case .superResolve(let downsampling):
            guard width.isMultiple(of: downsampling.factor), height.isMultiple(of: downsampling.factor) else {
                throw refusal("super-resolution by \(downsampling.factor) needs sides that are multiples of \(downsampling.factor)")
            }
        case .denoise, .poisson, .impulse, .inpaint, .inpaintRegion, .enhance, .reconstruct: break
        }
    }

    /// Both sides must be a multiple, and the coarsest map so wide that its padding can be mirrored.
    private static func demands(_ architecture: Architecture) -> (multiple: Int, smallestMap: Int, words: String) {
        switch architecture {
        case .decoder(let options):
            return (1 << options.depth, options.padding == .reflect ? 2 : 1,
                    "a decoder of depth \(options.depth) with padding '\(options.padding.rawValue)'")
        case .skip(let options):
            return (1 << options.scales, options.padding == .reflect ? max(options.downKernel / 2, 1) + 1 : 1,
                    "a skip network of \(options.scales) scales with padding '\(options.padding.rawValue)'")
        }
    }
}
