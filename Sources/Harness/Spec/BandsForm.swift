import Restoration
import Spectra

/// The key `fbc`: how the frequency-band correspondence is measured (METHOD section 6).
struct BandsForm: Equatable, Sendable {
    var geometry = BandGeometry.published
    var count = 5
    var reference = BandReference.degraded

    static func read(_ node: SpecNode?) throws -> BandsForm {
        var form = BandsForm()
        guard let entries = try node?.mapping("fbc", allowed: Vocabulary.fbc) else { return form }
        form.geometry = try entries.value("definition")?.choice("definition", BandGeometry.self) ?? form.geometry
        form.count = try entries.value("bands")?.integer("bands", 1...32) ?? form.count
        form.reference = try entries.value("reference")?.choice("reference", BandReference.self) ?? form.reference
        return form
    }

    var text: String {
        "{definition: \(geometry.rawValue), bands: \(count), reference: \(reference.rawValue)}"
    }
}
