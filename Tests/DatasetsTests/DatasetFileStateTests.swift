import Downloads
import Foundation
import Imaging
import Records
import Runs
import SpecFixtures
import TestTools
import Testing

@testable import Datasets

@Suite struct DatasetFileStateTests {
    private let pair: PicturePair

    init() throws {
        pair = try PicturePair(in: TemporaryFolder())
    }

    private func states() throws -> [DatasetFileState] {
        let manifest = try pair.manifest()
        return manifest.files.map { pair.datasets.state(of: $0, in: manifest) }
    }

    @Test func filesAreMissingOrRight() throws {
        #expect(try states() == [.missing, .missing])
        try pair.put(pair.sea, "sea.bmp")
        #expect(try states() == [.right, .missing])
        try pair.put(pair.sky, "sky.png")
        #expect(try states() == [.right, .right])
    }

    @Test func aChangedFileIsWrong() throws {
        try pair.put(pair.sky.dropLast() + [0], "sky.png")
        try pair.put([], "sea.bmp")
        let states = try states()
        guard case .wrong(let empty) = states[0], case .wrong(let changed) = states[1] else {
            Issue.record("\(states)")
            return
        }
        #expect(
            empty.hasPrefix(
                "it has 0 bytes with SHA-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, "
                    + "the manifest says 5174 bytes with SHA-256 "))
        #expect(changed.hasPrefix("it has \(pair.sky.count) bytes with SHA-256 "))
    }

    @Test func aLosslessCopyIsKnownByItsSamples() throws {
        try pair.put(pair.seaAsPNG(), "sea.png")
        #expect(try states()[0] == .copy)
        try pair.put(pair.seaAsPNG(change: 1 / 255), "sea.png")
        #expect(try states()[0] == .wrong(reason: "sea.png is not a lossless copy of it"))
        try pair.put([1, 2, 3], "sea.png")
        #expect(
            try states()[0]
                == .wrong(reason: "\(pair.folder.path)/data/sets/pair/sea.png: is not a PNG, JPEG, TIFF or BMP image"))
        try pair.put(pair.sea, "sea.bmp")
        #expect(try states()[0] == .right)
    }

    /// A run has the same key, and with it the same record, whichever format its image is stored in.
    @Test func aCopyGivesTheRunOfTheOriginal() throws {
        func plan() throws -> [PlannedRun] {
            let experiment = try experiment("dataset: pair\nimages: [sea]\nsweep: {seed: [0, 1]}", sets: pair.datasets)
            return try ExperimentPlan(experiment, store: RunStore(root: pair.folder.path + "/Results")).runs
        }
        try pair.put(pair.seaAsPNG(), "sea.png")
        let copies = try plan()
        try pair.put(pair.seaAsPNG(change: 1 / 255), "sea.png")
        let others = try plan()
        try pair.put(pair.sea, "sea.bmp")
        let originals = try plan()
        #expect(copies.map(\.key) == originals.map(\.key))
        #expect(copies.map(\.input.identity) == originals.map(\.input.identity))
        #expect(
            copies.map(\.input.notes) == [
                ["sea.png is a lossless copy of sea.bmp, whose SHA-256 is recorded"],
                ["sea.png is a lossless copy of sea.bmp, whose SHA-256 is recorded"],
            ])
        #expect(originals.allSatisfy { $0.input.notes.isEmpty })
        #expect(others.map(\.key) != originals.map(\.key))
        #expect(others[0].input.notes == ["sea.png differs from the file sea.bmp that the manifest of pair names"])
    }
}

@Suite struct SampleSumTests {
    @Test func samplesAreTakenInTheOrderOfRawFiles() {
        // Channel after channel here, pixel after pixel in a raw file.
        let colour = Image(channels: 3, height: 1, width: 2, pixels: [1, 2, 3, 4, 5, 255].map { $0 / 255 })
        #expect(SampleSum.sha256(colour) == FileSum.sha256(Data([1, 3, 5, 2, 4, 255])))
        let grey = Image(channels: 1, height: 2, width: 2, pixels: [9, 8, 7, 0].map { $0 / 255 })
        #expect(SampleSum.sha256(grey) == FileSum.sha256(Data([9, 8, 7, 0])))
    }

    @Test func deeperSamplesHaveNone() {
        #expect(SampleSum.sha256(Image(channels: 1, height: 1, width: 1, pixels: [0.5])) == nil)
        #expect(SampleSum.sha256(Image(channels: 1, height: 1, width: 1, pixels: [.nan])) == nil)
    }
}
