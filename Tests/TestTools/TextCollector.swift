import Wording

/// Collects what is shown.
package final class TextCollector: TextSink {
    package private(set) var text = ""
    package init() {}
    package func write(_ text: String) { self.text += text }
}
