import Specs

extension Experiment {
    /// The scales that a spec has: those that it has a block for, and `paper`, which stands for its own values.
    ///
    /// Throws a `SpecError` when the file cannot be read.
    public static func scales(of path: String) throws -> [Scale] {
        let blocks = try SpecDocument.read(path)["scale"]?.mapping("scale", allowed: Scale.allCases.map(\.rawValue)) ?? []
        return Scale.allCases.filter { scale in scale == .paper || blocks.contains { $0.key == scale.rawValue } }
    }
}
