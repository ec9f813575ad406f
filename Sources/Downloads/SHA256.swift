import CCrypto
import Foundation

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
