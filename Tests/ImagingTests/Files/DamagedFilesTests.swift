import Foundation
import TestSupport
import Testing
@testable import Imaging

/// Files cut, lengthened and changed at random: each gives a picture or an error's sentence, never a crash.
@Suite struct DamagedFilesTests {
    private static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: Fixture.path("")))?
        .filter { $0.hasSuffix(".png") || $0.hasSuffix(".bmp") || $0.hasSuffix(".tif") }.sorted() ?? []

    @Test(arguments: names)
    func neverCrash(name: String) throws {
        let whole = try Fixture.bytes(name)
        var random = TestRandom(seed: UInt64(whole.count))
        var refused = 0
        for _ in 0..<1500 {
            let bytes = damaged(whole, &random)
            do {
                let image = try ImageFile.decode(bytes, path: name).image
                #expect(image.pixels.count == image.channels * image.height * image.width)
                #expect(image.pixels.allSatisfy { (0...1).contains($0) })
            } catch let error as ImageFileError {
                #expect(error.description.hasPrefix("\(name): "))
                refused += 1
            }
        }
        #expect(refused > 100)
    }

    @Test func everyFixtureIsTried() {
        #expect(Self.names.count > 20)
    }

    /// One to four changes: the end cut off, bytes flipped, put in, taken out, or a run of them made extreme.
    private func damaged(_ whole: [UInt8], _ random: inout TestRandom) -> [UInt8] {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            // Heads decide more than what follows.
            let end = Bool.random(using: &random) ? min(64, bytes.count) : bytes.count
            let place = Int.random(in: 0..<end, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.removeSubrange(place...)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
            case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 4: bytes.remove(at: place)
            default:
                let extreme: UInt8 = [0x00, 0x7f, 0x80, 0xff].randomElement(using: &random)!
                for i in place..<min(place + 4, bytes.count) { bytes[i] = extreme }
            }
        }
        return bytes
    }
}
