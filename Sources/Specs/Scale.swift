/// A named size of an experiment, for which the `scale` block of a spec overrides settings.
package enum Scale: String, CaseIterable, Sendable {
    /// Minutes on any machine, with synthetic images.
    case quick
    /// Crops of the real images, 128 x 128.
    case crop128
    /// Whole images of 256 x 256 in place of larger ones.
    case whole256
    /// Crops of the real images, 512 x 512.
    case crop512
    /// The published size: the spec's own values.
    case published
    /// What `crop128`, `whole256` and `crop512` were called.
    case small
    /// What `published` was called.
    case paper

    package static let allCases: [Scale] = [.quick, .crop128, .whole256, .crop512, .published]

    /// The scales that the name stands for; several for a former name, of which a spec has one.
    private var present: [Scale] {
        switch self {
        case .small: [.crop128, .whole256, .crop512, .published]
        case .paper: [.published]
        case .quick, .crop128, .whole256, .crop512, .published: [self]
        }
    }

    /// Whether the name is one of an earlier version.
    package var isFormer: Bool { !Self.allCases.contains(self) }

    /// The scale as it is called now in a spec that has these.
    package func present(among scales: [Scale]) -> Scale { present.first(where: scales.contains) ?? present[0] }

    /// What a block of a spec is called now.
    static func presentName(_ name: String) -> String {
        Scale(rawValue: name).map { $0.present[0].rawValue } ?? name
    }

    /// Whether records with this name, nil for the spec's own values, are of this scale.
    package static func isMeant(by name: String?, _ scale: Scale?) -> Bool {
        let scale = scale ?? .published
        return name.map { Scale(rawValue: $0)?.present.contains(scale) ?? ($0 == scale.rawValue) }
            ?? (scale == .published)
    }

    /// The scale as a spec calls it now.
    ///
    /// Throws a `SpecError` when the file cannot be read.
    package func present(inSpec path: String) throws -> Scale {
        guard isFormer else { return self }
        let scales = try Experiment.scales(of: path)
        // The error of a spec without scales names what was asked for.
        return self == .small && scales == [.published] ? self : present(among: scales)
    }
}
