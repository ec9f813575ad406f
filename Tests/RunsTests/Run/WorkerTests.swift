import Foundation
import Testing

@testable import Runs

@Suite struct WorkerMessageTests {
    static let messages: [WorkerMessage] = [
        .resume(at: 12, from: nil), .resume(at: 12, from: "tiny-0"), .remark("a"), .progress(done: 3, psnr: nil),
        .progress(done: 400, psnr: 27.25),
        .progress(done: 4, psnr: .infinity),
        .end(.complete(psnr: 28.5, best: 29, bestIteration: 120)),
        .end(.complete(psnr: nil, best: nil, bestIteration: nil)), .end(.cached),
        .end(.failed("a \"quoted\" reason\nof two lines")), .end(.interrupted), .end(.elsewhere(nil)),
        .end(.elsewhere("process 1 on here")),
    ]

    @Test(arguments: messages)
    func isALineThatReadsBack(_ message: WorkerMessage) {
        let line = [UInt8](message.line)
        #expect(line.last == UInt8(ascii: "\n") && line.count { $0 == UInt8(ascii: "\n") } == 1)
        #expect(WorkerMessage(line: line.dropLast()) == message)
    }

    @Test func otherLinesAreNone() {
        #expect(WorkerMessage(line: Array("Fatal error".utf8)) == nil)
        #expect(WorkerMessage(line: []) == nil)
    }
}
