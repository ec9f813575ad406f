import Foundation

/// Where progress is shown.
public protocol TextSink: AnyObject {
    func write(_ text: String)
}

/// Shows progress on a file handle, such as standard error; a reader that went away does not stop the runs.
public final class FileHandleSink: TextSink {
    private let handle: FileHandle

    public init(_ handle: FileHandle) {
        self.handle = handle
    }

    public func write(_ text: String) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
