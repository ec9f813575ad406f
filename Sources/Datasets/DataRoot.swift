import Foundation
import Specs

/// The folder that contains one folder for each dataset.
package struct DataRoot: Equatable, Sendable {
    package let path: String
    /// Whether DIP_DATA names it; otherwise it is in the user's cache folder.
    package let isChosen: Bool

    package init(_ path: String, isChosen: Bool = true) {
        self.path = path
        self.isChosen = isChosen
    }

    /// $DIP_DATA, or else `spectraldip` in the folder for caches: $XDG_CACHE_HOME, ~/Library/Caches on macOS, ~/.cache elsewhere.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        if let chosen = environment["DIP_DATA"], !chosen.isEmpty {
            self.init(chosen)
            return
        }
        // The convention wants relative paths to be ignored.
        if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") {
            self.init(FilePath.join(caches, Self.name), isChosen: false)
            return
        }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
        #if os(macOS)
        let caches = "Library/Caches"
        #else
        let caches = ".cache"
        #endif
        self.init(FilePath.join(home, "\(caches)/\(Self.name)"), isChosen: false)
    }

    private static let name = "spectraldip"
}
