import Architectures
import Imaging
import Restoration
import Specs

/// The image sizes that a network can restore.
enum ImageSize {
    /// Blur, sharpness and SSIM look at neighbourhoods of 9 and 11 pixels.
    private static let smallestForMeasures = 16

    /// Throws a sentence naming the image, its size and what is allowed.
    static func check(width: Int, height: Int, of spec: ExperimentSpec, specPath: String) throws {
        let demand = spec.fit.architecture.options.sizes
        let multiple = demand.multiple
        let smallest = max(demand.smallest, (smallestForMeasures + multiple - 1) / multiple * multiple)
        guard width.isMultiple(of: multiple), height.isMultiple(of: multiple), min(width, height) >= smallest else {
            let padding = demand.padding.map { " with padding '\($0.rawValue)'" } ?? ""
            throw SpecError(
                .file(specPath),
                "image '\(spec.source.image)' is \(width) x \(height) after "
                    + "\(spec.fit.padsImage ? "padding" : "cropping"); \(demand.network)\(padding) "
                    + "needs sides that are \(multiple > 1 ? "multiples of \(multiple) and " : "")at least \(smallest)")
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
                throw refusal(
                    "super-resolution by \(downsampling.factor) needs sides that are multiples of \(downsampling.factor)"
                )
            }
        case .denoise, .poisson, .impulse, .inpaint, .inpaintRegion, .enhance, .reconstruct: break
        }
    }
}
