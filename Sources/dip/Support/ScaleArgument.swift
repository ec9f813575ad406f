import ArgumentParser
import Specs
import Synchronization

extension Scale: ExpressibleByArgument {
    /// Former names are understood, and not offered.
    init?(argument: String) { self.init(rawValue: argument) }

    private static let told = Mutex<Set<String>>([])

    /// The scale as the spec calls it now; a former name is answered with a sentence that says the present one, once.
    func settled(for spec: String) -> Scale {
        guard isFormer, let scale = try? present(inSpec: spec), !scale.isFormer else { return self }
        let sentence =
            self == .paper
            ? "note: the scale 'paper' is now called '\(scale.rawValue)'"
            : "note: the scale 'small' is now called '\(scale.rawValue)' in \(spec)"
        if Self.told.withLock({ $0.insert(sentence).inserted }) { Terminal.complain(sentence) }
        return scale
    }
}
