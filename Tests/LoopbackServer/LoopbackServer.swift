import Foundation

/// An HTTP server on 127.0.0.1, at a port that the system chooses, which behaves as badly as a test wants.
package final class LoopbackServer: @unchecked Sendable {
    package struct Request: Equatable, Sendable {
        package let path: String
        /// Where the wanted part starts; nil when the whole is wanted.
        package let rangeStart: Int?

        package init(path: String, rangeStart: Int?) {
            self.path = path
            self.rangeStart = rangeStart
        }
    }

    package enum Reply: Sendable {
        /// The file, or the part that is asked for.
        case file([UInt8])
        /// The whole file, whatever is asked for.
        case whole([UInt8])
        /// The whole file without its length.
        case unmeasured([UInt8])
        /// Announces the file, or the part that is asked for, and ends the connection after some of it.
        case cut([UInt8], after: Int)
        /// Sends some of the announced file, then nothing more.
        case stall([UInt8], after: Int)
        case status(Int)
        case redirect(String)
        /// A part of a file, whatever is asked for.
        case part([UInt8], start: Int, total: Int)
        /// Ends the connection without an answer.
        case nothing
    }

    package let port: UInt16
    package var address: String { "http://127.0.0.1:\(port)" }

    private let listener: Int32
    private let answer: @Sendable (Request, _ earlier: Int) -> Reply
    private let lock = NSLock()
    private var served: [Request] = []
    private var connections: Set<Int32> = []
    private var isStopped = false

    /// What was asked for so far.
    package var requests: [Request] { lock.withLock { served } }

    /// `answer` gets a request and how many there were before with the same path.
    package init(_ answer: @escaping @Sendable (Request, _ earlier: Int) -> Reply) throws {
        self.answer = answer
        #if os(Linux)
        let stream = Int32(SOCK_STREAM.rawValue)
        #else
        let stream = SOCK_STREAM
        #endif
        let listener = socket(AF_INET, stream, 0)
        self.listener = listener
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isReady = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                bind(listener, name, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, name, &length) == 0
            }
        }
        port = UInt16(bigEndian: name.sin_port)
        guard isReady else { throw POSIXError(.EADDRNOTAVAIL) }
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                if connection < 0 {
                    if errno == EINTR { continue }
                    return
                }
                guard let self, self.admit(connection) else {
                    close(connection)
                    return
                }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    deinit {
        stop()
    }

    /// Ends all connections and answers no more.
    package func stop() {
        lock.withLock {
            guard !isStopped else { return }
            isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            close(listener)
            for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func admit(_ connection: Int32) -> Bool {
        lock.withLock { !isStopped && connections.insert(connection).inserted }
    }

    private func serve(_ connection: Int32) {
        defer {
            lock.withLock { _ = connections.remove(connection) }
            close(connection)
        }
        guard let request = read(connection) else { return }
        let earlier = lock.withLock {
            defer { served.append(request) }
            return served.count { $0.path == request.path }
        }
        switch answer(request, earlier) {
        case .file(let bytes):
            send(head(request, of: bytes) + bytes[min(request.rangeStart ?? 0, bytes.count)...], to: connection)
        case .whole(let bytes):
            send(line(200, "Content-Length: \(bytes.count)") + bytes, to: connection)
        case .unmeasured(let bytes):
            send(line(200) + bytes, to: connection)
        case .cut(let bytes, let count):
            send(
                head(request, of: bytes) + bytes[min(request.rangeStart ?? 0, bytes.count)...].prefix(count),
                to: connection)
        case .stall(let bytes, let count):
            send(
                head(request, of: bytes) + bytes[min(request.rangeStart ?? 0, bytes.count)...].prefix(count),
                to: connection)
            // Till the other side goes away, or the server is stopped.
            var byte: UInt8 = 0
            while recv(connection, &byte, 1, 0) > 0 {}
        case .status(let code):
            send(line(code, "Content-Length: 5") + Array("sorry".utf8), to: connection)
        case .redirect(let target):
            send(line(302, "Location: \(target)", "Content-Length: 5") + Array("there".utf8), to: connection)
        case .part(let bytes, let start, let total):
            let range = "Content-Range: bytes \(start)-\(start + bytes.count - 1)/\(total)"
            send(line(206, range, "Content-Length: \(bytes.count)") + bytes, to: connection)
        case .nothing:
            break
        }
        shutdown(connection, Int32(SHUT_WR))
    }

    /// The head of an answer that honours ranges.
    private func head(_ request: Request, of bytes: [UInt8]) -> [UInt8] {
        guard let start = request.rangeStart else { return line(200, "Content-Length: \(bytes.count)") }
        guard start < bytes.count else {
            return line(416, "Content-Range: bytes */\(bytes.count)", "Content-Length: 0")
        }
        return line(
            206, "Content-Range: bytes \(start)-\(bytes.count - 1)/\(bytes.count)",
            "Content-Length: \(bytes.count - start)")
    }

    private func line(_ status: Int, _ fields: String...) -> [UInt8] {
        Array((["HTTP/1.1 \(status) Test", "Connection: close"] + fields + ["", ""]).joined(separator: "\r\n").utf8)
    }

    private func read(_ connection: Int32) -> Request? {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual(Array("\r\n\r\n".utf8)) {
            guard recv(connection, &byte, 1, 0) == 1, head.count < 1 << 16 else { return nil }
            head.append(byte)
        }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3, words[0] == "GET" else { return nil }
        let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
        return Request(
            path: String(words[1]), rangeStart: range.flatMap { Int($0.dropFirst("range: bytes=".count).dropLast()) })
    }

    private func send(_ bytes: [UInt8], to connection: Int32) {
        #if os(Linux)
        let flags = Int32(MSG_NOSIGNAL)
        #else
        let flags: Int32 = 0
        #endif
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Foundation.send(connection, $0.baseAddress, $0.count, flags) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }
}
