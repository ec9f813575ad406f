import CCrypto
import Foundation
import Wording

/// The size and SHA-256 of a file's contents.
package struct FileSum: Equatable, Sendable, CustomStringConvertible {
    package let bytes: Int
    /// 64 lower-case hexadecimal digits.
    package let sha256: String

    package init(bytes: Int, sha256: String) {
        self.bytes = bytes
        self.sha256 = sha256
    }

    package var description: String { "\(bytes) bytes with SHA-256 \(sha256)" }

    /// Reads a file; nil if it does not exist; throws `DownloadError.cannotRead` if it cannot be read.
    package init?(ofFileAt path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0 {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw DownloadError.cannotRead(path: path, reason: SystemReason.text())
        }
        defer { close(descriptor) }
        try self.init(descriptor: descriptor, path: path)
    }

    /// Reads an open file from its start.
    init(descriptor: Int32, path: String) throws {
        let hash = SHA256()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var total = 0
        while true {
            let count = pread(descriptor, &chunk, chunk.count, off_t(total))
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw DownloadError.cannotRead(path: path, reason: SystemReason.text())
            }
            chunk.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            total += count
        }
        bytes = total
        sha256 = hash.digits()
    }

    /// The size and SHA-256 of bytes in memory.
    package init(of contents: some DataProtocol) {
        let hash = SHA256()
        for region in contents.regions { region.withUnsafeBytes { hash.update($0) } }
        bytes = contents.count
        sha256 = hash.digits()
    }

    /// SHA-256 of bytes in memory: 64 lower-case hexadecimal digits.
    package static func sha256(_ contents: some DataProtocol) -> String {
        FileSum(of: contents).sha256
    }
}

/// An incremental SHA-256 digest, computed by OpenSSL's libcrypto.
struct SHA256: ~Copyable {
    private let context: OpaquePointer

    init() {
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto has no memory for a SHA-256 digest") }
        self.context = context
        Self.check(EVP_DigestInit_ex(context, EVP_sha256(), nil))
    }

    deinit { EVP_MD_CTX_free(context) }

    func update(_ bytes: UnsafeRawBufferPointer) {
        Self.check(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count))
    }

    /// 64 lower-case hexadecimal digits; nothing can be added afterwards.
    consuming func digits() -> String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE)), count: UInt32 = 0
        Self.check(EVP_DigestFinal_ex(context, &digest, &count))
        return digest.prefix(Int(count)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// SHA-256 itself never fails: only a libcrypto that was built or configured without it does.
    private static func check(_ status: Int32) {
        precondition(status == 1, "this libcrypto cannot compute SHA-256")
    }
}
