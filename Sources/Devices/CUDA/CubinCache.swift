import BinaryCoding
import Foundation

/// Machine code of kernels from earlier runs, in a folder of the user's caches; a file that is damaged or of another key counts as missing.
struct CubinCache: Sendable {
    /// The beginning of every file; another form gets another one.
    private static let mark = Array("dipcubin1".utf8)

    let folder: String

    /// `spectraldip-kernels` in $XDG_CACHE_HOME or ~/.cache; nil where neither is known.
    static let ofUser = CubinCache(environment: ProcessInfo.processInfo.environment)

    init(folder: String) { self.folder = folder }

    init?(environment: [String: String]) {
        if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") {
            folder = caches + "/spectraldip-kernels"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            folder = home + "/.cache/spectraldip-kernels"
        } else {
            return nil
        }
    }

    /// The code that was kept for a key, which is everything that decides it; nil when none is.
    func cubin(for key: String) -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: path(key)) else { return nil }
        let bytes = [UInt8](data), head = Self.head(key)
        guard bytes.count > head.count + 8, bytes.prefix(head.count).elementsEqual(head) else { return nil }
        let cubin = Array(bytes[head.count..<bytes.count - 8])
        return Self.check(cubin).elementsEqual(bytes.suffix(8)) ? cubin : nil
    }

    /// Keeps code; where it cannot, the next run compiles again.
    func keep(_ cubin: [UInt8], for key: String) {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // Written beside and renamed: another process may read it at any time.
        try? Data(Self.head(key) + cubin + Self.check(cubin)).write(
            to: URL(fileURLWithPath: path(key)), options: .atomic)
    }

    func path(_ key: String) -> String {
        let sum = String(CRC64.of(Array(key.utf8)), radix: 16)
        return "\(folder)/\(String(repeating: "0", count: 16 - sum.count))\(sum).cubin"
    }

    private static func head(_ key: String) -> [UInt8] {
        let key = Array(key.utf8)
        return mark + withUnsafeBytes(of: UInt64(key.count).littleEndian) { Array($0) } + key
    }

    private static func check(_ cubin: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: CRC64.of(cubin).littleEndian) { Array($0) }
    }
}
