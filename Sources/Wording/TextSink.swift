import Foundation

/// A destination of progress messages.
public protocol TextSink: AnyObject {
    func write(_ text: String)
}

/// Writes progress to a file handle, such as standard error; a reader that has gone away does not stop the runs.
public final class FileHandleSink: TextSink {
    private let handle: FileHandle

    public init(_ handle: FileHandle) {
        self.handle = handle
    }

    public func write(_ text: String) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
