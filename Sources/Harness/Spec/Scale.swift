/// A named size of an experiment; `scale` blocks of a spec override settings for it.
public enum Scale: String, CaseIterable, Sendable {
    /// Minutes on any machine, with synthetic images.
    case quick
    /// A crop of the real image.
    case small
    /// The published size: the spec's own values.
    case paper
}
