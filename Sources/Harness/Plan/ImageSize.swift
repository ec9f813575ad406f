import Architectures

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
            throw SpecError(.file(specPath), "image '\(spec.source.image)' is \(width) x \(height) after cropping; \(demand.network)\(padding) "
                + "needs sides that are \(multiple > 1 ? "multiples of \(multiple) and " : "")at least \(smallest)")
        }
    }
}
