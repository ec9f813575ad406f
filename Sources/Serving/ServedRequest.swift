import Foundation
import Records

/// What a request asks for, once it is known to come from the page itself.
enum ServedRequest: Equatable {
    case page
    case events
    /// A file of a run or a figure: `runs` or `plots`, and the names below.
    case file(root: String, names: [String])
    /// The output in a run's last checkpoint.
    case output(run: String)

    /// Why a request is refused.
    struct Refused: Error, Equatable {
        let status: Int
        let reason: String
    }

    /// Looks at method, host and origin before anything else; headers are given by lower-case name.
    /// - Parameter path: percent-encoded, without a query.
    init(method: String, path: String, headers: [String: String], address: ServedAddress) throws {
        guard let host = headers["host"]?.lowercased(), address.hosts.contains(host) else {
            throw Refused(status: 421, reason: "this server answers to 127.0.0.1 only")
        }
        if let origin = headers["origin"], origin.lowercased() != "http://\(host)" {
            throw Refused(status: 403, reason: "no other origin may read this page")
        }
        // What a browser sends along, also where there is no Origin.
        if let site = headers["sec-fetch-site"], !["same-origin", "none"].contains(site) {
            throw Refused(status: 403, reason: "no other site may read this page")
        }
        guard method == "GET" || method == "HEAD" else {
            throw Refused(status: 405, reason: "this server is read-only")
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        guard let token = parts.first, Self.isSame(token, address.token) else {
            throw Refused(status: 404, reason: "there is nothing at this address; 'dip serve' printed the right one")
        }
        let names = try parts.dropFirst().map(Self.name)
        switch names.count {
        case 1 where names[0].isEmpty: self = .page
        case 1 where names[0] == "events": self = .events
        case 2...5 where names[0] == "plots": self = .file(root: names[0], names: Array(names[1...]))
        case 3...4 where names[0] == "runs": self = .file(root: names[0], names: Array(names[1...]))
        case 3...4 where names[0] == "live" && names.last == RecordFile.output && names.allSatisfy { !$0.isEmpty }:
            self = .output(run: names[1..<names.count - 1].joined(separator: "/"))
        default: throw Self.nothing
        }
        if case .file(_, let names) = self {
            guard names.allSatisfy({ !$0.isEmpty }), ServedFile.contentType(of: names[names.count - 1]) != nil else {
                throw Self.nothing
            }
        }
    }

    static let nothing = Refused(status: 404, reason: "there is no such file")

    /// One name of a path, which must stay one: no way up, no hidden file.
    private static func name(_ part: String) throws -> String {
        guard let name = part.removingPercentEncoding, !name.hasPrefix("."),
            !name.unicodeScalars.contains(where: { $0 == "/" || $0 == "\\" || $0.value < 32 })
        else { throw nothing }
        return name
    }

    /// Compares in a time that does not say where words differ.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        let (a, b) = (Array(one.utf8), Array(other.utf8))
        return a.count == b.count && zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// A file of the records or the figures that the page shows.
enum ServedFile {
    /// By the file's extension; nil for what is not served.
    static func contentType(of name: String) -> String? {
        switch name.split(separator: ".", omittingEmptySubsequences: false).last {
        case "png": "image/png"
        case "svg": "image/svg+xml"
        case "csv", "yaml", "txt", "gp": "text/plain; charset=utf-8"
        case "json": "application/json"
        default: nil
        }
    }

    /// The file's bytes; nil if there is none, or if a link leads out of the folder.
    static func data(_ names: [String], in root: String) -> Data? {
        let folder = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
        let path = ([root] + names).joined(separator: "/")
        guard URL(fileURLWithPath: path).resolvingSymlinksInPath().path.hasPrefix(folder + "/") else { return nil }
        return try? TextFile.data(path)
    }
}
