import Imaging

/// The key `crop`: a centred square, `[left, top, right, bottom]`, or the largest part whose sides are a multiple.
enum CropForm {
    static func read(_ node: SpecNode?, standard: Crop = .published) throws -> Crop {
        guard let node else { return standard }
        if node.entries != nil {
            let entries = try node.mapping("crop", allowed: ["multiple"])
            guard let multiple = entries.value("multiple") else { throw node.mismatch("crop", words) }
            return .multipleOf(try multiple.integer("multiple", 1...4096))
        }
        guard let items = node.items else {
            guard let text = node.scalarText, Int(text) != nil else { throw node.mismatch("crop", words) }
            return .centred(try node.integer("crop", 1...Int.max))
        }
        guard items.count == 4 else { throw node.mismatch("crop", words) }
        let sides = try items.map { try $0.integer("crop", 0...Int.max) }
        guard sides[0] < sides[2], sides[1] < sides[3] else {
            throw SpecError(node.place, "'crop' must be [left, top, right, bottom] with left < right and top < bottom, "
                + "not \(sides)")
        }
        return .rectangle(left: sides[0], top: sides[1], right: sides[2], bottom: sides[3])
    }

    static func text(_ crop: Crop) -> String {
        switch crop {
        case .multipleOf(let multiple): "{multiple: \(multiple)}"
        case .centred(let side): "\(side)"
        case .rectangle(let left, let top, let right, let bottom): "[\(left), \(top), \(right), \(bottom)]"
        }
    }

    private static let words = "a number of pixels, [left, top, right, bottom] or {multiple: 32}"
}
