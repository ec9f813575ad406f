import Wording

/// Collects what is shown.
public final class TextCollector: TextSink {
    public private(set) var text = ""
    public init() {}
    public func write(_ text: String) { self.text += text }
}
