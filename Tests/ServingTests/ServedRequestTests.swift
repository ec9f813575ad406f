import Testing

@testable import Serving

/// What is answered, and what is refused before anything is read.
@Suite struct ServedRequestTests {
    private let address = ServedAddress(port: 8123, token: "0123456789abcdef")

    private func wanted(_ path: String, method: String = "GET", _ headers: [String: String] = [:]) throws
        -> ServedRequest
    {
        try ServedRequest(
            method: method, path: path, headers: ["host": "127.0.0.1:8123"].merging(headers) { $1 }, address: address)
    }

    private func status(_ body: () throws -> ServedRequest) -> Int? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? ServedRequest.Refused)?.status
        }
    }

    @Test func thePageAndItsFilesAreAnswered() throws {
        #expect(try wanted("/0123456789abcdef/") == .page)
        #expect(try wanted("/0123456789abcdef/events") == .events)
        #expect(try wanted("/0123456789abcdef/plots/a%20b.svg") == .file(root: "plots", names: ["a b.svg"]))
        #expect(
            try wanted("/0123456789abcdef/plots/tiny/crop128/pictures/a.svg")
                == .file(root: "plots", names: ["tiny", "crop128", "pictures", "a.svg"]))
        #expect(
            try wanted("/0123456789abcdef/runs/tiny-1/curves.csv", method: "HEAD")
                == .file(root: "runs", names: ["tiny-1", "curves.csv"]))
        #expect(
            try wanted("/0123456789abcdef/runs/tiny/a-1/curves.csv")
                == .file(root: "runs", names: ["tiny", "a-1", "curves.csv"]))
        #expect(try wanted("/0123456789abcdef/live/tiny-1/output.png") == .output(run: "tiny-1"))
        #expect(try wanted("/0123456789abcdef/live/tiny/a-1/output.png") == .output(run: "tiny/a-1"))
        #expect(
            try wanted(
                "/0123456789abcdef/",
                ["host": "LOCALHOST:8123", "origin": "http://localhost:8123", "sec-fetch-site": "none"])
                == .page)
    }

    @Test(arguments: [
        "/", "/events", "/0123456789abcde/", "/0123456789abcdeg/", "/0123456789abcdef", "/0123456789abcdef//",
        "/0123456789abcdef/runs/tiny-1", "/0123456789abcdef/runs/../x.png", "/0123456789abcdef/runs/a%2f..%2f/x.png",
        "/0123456789abcdef/runs/%2e%2e/x.png", "/0123456789abcdef/plots/.hidden.svg",
        "/0123456789abcdef/plots/a//b.svg", "/0123456789abcdef/plots/../b.svg", "/0123456789abcdef/plots/a.html",
        "/0123456789abcdef/runs/tiny-1/claim", "/0123456789abcdef/plots/a%00.svg", "/0123456789abcdef/plots/%ff.svg",
        "/0123456789abcdef/runs//x.png", "/0123456789abcdef/runs/a//x.png", "/0123456789abcdef/live//output.png",
        "/0123456789abcdef/live/a//output.png", "/0123456789abcdef/live/../a/output.png",
        "/0123456789abcdef/runs/a/b/c/x.png", "/0123456789abcdef/runs/tiny-1/checkpoint/latest.state",
    ])
    func everythingElseIsNotThere(_ path: String) { #expect(status { try wanted(path) } == 404) }

    @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "get"])
    func nothingIsWritten(_ method: String) {
        #expect(status { try wanted("/0123456789abcdef/", method: method) } == 405)
    }

    @Test(arguments: ["evil.example:8123", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8123.evil.example", ""])
    func anotherNameOfThisMachineIsRefused(_ host: String) {
        #expect(status { try wanted("/0123456789abcdef/", ["host": host]) } == 421)
    }

    @Test func otherPagesAreRefused() {
        for origin in ["http://evil.example", "null", "https://127.0.0.1:8123", "http://127.0.0.1:1"] {
            #expect(status { try wanted("/0123456789abcdef/events", ["origin": origin]) } == 403)
        }
        for site in ["cross-site", "same-site"] {
            #expect(status { try wanted("/0123456789abcdef/", ["sec-fetch-site": site]) } == 403)
        }
    }

    @Test func everyServerHasAWordOfItsOwn() {
        let words = Set((0..<100).map { _ in ServedAddress.randomToken() })
        #expect(words.count == 100 && words.allSatisfy { $0.wholeMatch(of: #/[0-9a-f]{32}/#) != nil })
    }
}
