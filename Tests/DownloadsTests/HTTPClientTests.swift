import Foundation
import Testing

@testable import Downloads

@Suite struct ContentRangeTests {
    @Test func partsAreRead() throws {
        let part = try #require(ContentRange.read("bytes 100-199/5000"))
        #expect(part.start == 100 && part.total == 5000)
        let open = try #require(ContentRange.read("bytes 0-9/*"))
        #expect(open.start == 0 && open.total == nil)
    }

    @Test(arguments: ["", "bytes */5000", "bytes 100-/5000", "lines 1-2/3", "bytes 1-2", "bytes a-b/c"])
    func allElseIsNot(_ text: String) {
        #expect(ContentRange.read(text) == nil)
    }
}

@Suite struct WebAddressTests {
    @Test(arguments: [
        "https://example.org/a.png", "HTTPS://example.org:8443/a", "http://localhost/a", "http://127.0.0.1:80/a",
        "http://127.1.2.3/a", "http://[::1]:9/a",
    ])
    func secureAndOwnAddressesAreAllowed(_ address: String) {
        #expect(WebAddress.url(address)?.absoluteString == address)
    }

    @Test(arguments: [
        "http://example.org/a.png", "http://127.0.0.1.example.org/", "http://localhost.example.org/",
        "http://128.0.0.1/",
        "http://127.0.0.256/", "ftp://127.0.0.1/", "file:///etc/passwd", "https:///a", "https://name:word@example.org/",
        "https://name@example.org/", "example.org/a.png", "",
    ])
    func othersAreNot(_ address: String) {
        #expect(WebAddress.url(address) == nil)
    }
}
