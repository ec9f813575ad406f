import Foundation

/// A destination of progress messages.
package protocol TextSink: AnyObject {
    func write(_ text: String)
}

/// Writes progress to a file handle, such as standard error; a reader that has gone away does not stop the runs.
package final class FileHandleSink: TextSink {
    private let handle: FileHandle

    package init(_ handle: FileHandle) {
        self.handle = handle
    }

    package func write(_ text: String) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
