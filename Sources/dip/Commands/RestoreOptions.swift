import Photographs
import ArgumentParser
import Foundation
import Imaging
import Records
import Wording

/// What is chosen by estimates unless it is given.
struct RestoreChoices: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Maximum number of training steps per tile (default: depends on the task).", valueName: "number"))
    var iterations: Int?

    @Option(
        help: ArgumentHelp(
            "Ceiling lambda of the spectral norms, smaller is smoother; 0 for none (default: chosen from task, noise and size).",
            valueName: "lambda"))
    var lipschitz: Double?

    @Option(
        help: ArgumentHelp(
            "With denoise: standard deviation of the noise on a scale of 0 to 255, instead of the estimate.",
            valueName: "number"))
    var sigma: Double?

    @Option(
        help:
            "The rule that stops before all steps are done (default: loss-target with denoise, ratio with deblock, else none)."
    )
    var stop: PhotoStop.Name?

    @Option(
        help: ArgumentHelp("Seed of the network; other seeds give slightly different results.", valueName: "number"))
    var seed: UInt32 = 0

    func validate() throws {
        guard iterations.map({ 1...10_000_000 ~= $0 }) ?? true else {
            throw ValidationError("--iterations must be a whole number from 1 to 10000000")
        }
        guard lipschitz.map({ $0 >= 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--lipschitz must be a number, 0 or more")
        }
        guard sigma.map({ $0 > 0 && $0 <= 255 }) ?? true else {
            throw ValidationError("--sigma must be a number above 0 and at most 255")
        }
    }
}

/// The limits of a restoration: resolution, memory, tile size, threads.
struct RestoreLimits: ParsableArguments {
    @Flag(
        help:
            "A fast result at lower resolution: the photograph is first reduced to at most 256 pixels a side, and fewer steps are run."
    )
    var preview = false

    @Option(
        help: ArgumentHelp(
            "Memory limit, such as 4GB or 500MB (default: 8GB, or 60 % of the available memory if that is less).",
            valueName: "size"))
    var memory: ByteCount?

    @Option(help: ArgumentHelp("Side of square tiles (default: as large as the memory allows).", valueName: "pixels"))
    var tile: Int?

    @OptionGroup var threads: ThreadsOption
    @OptionGroup var device: DeviceOption

    static let previewSide = 256

    func validate() throws {
        guard tile.map({ 64...65536 ~= $0 }) ?? true else {
            throw ValidationError("--tile must be a whole number from 64 to 65536, not \(tile!)")
        }
    }
}

extension PhotoStop.Name: ExpressibleByArgument {}

/// Where a restored photograph goes.
struct RestoreTarget: Equatable {
    let picture: String
    /// The folder of its record; nil for none.
    let record: String?
}

/// The options that decide where a restored photograph goes.
struct RestoreOutput: ParsableArguments {
    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "The restored picture, a PNG (default: PHOTO-restored.png beside the photograph).", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Folder for the curves, the choices and the strip (default: the picture's name without .png).",
            valueName: "folder"))
    var record: String?

    @Flag(name: .customLong("no-record"), help: "Write only the picture.")
    var withoutRecord = false

    @Flag(help: "Overwrite an existing picture and record.")
    var force = false

    func validate() throws {
        guard output.map({ !$0.isEmpty && !$0.hasSuffix("/") }) ?? true else {
            throw ValidationError("--output needs the name of a file")
        }
        guard record.map({ !$0.isEmpty }) ?? true else { throw ValidationError("--record needs the name of a folder") }
        guard record == nil || !withoutRecord else {
            throw ValidationError("--record and --no-record cannot be used together")
        }
    }

    /// Throws `Refusal` when something there would be overwritten, or the folder does not exist.
    func target(for photo: String, isPreview: Bool) throws -> RestoreTarget {
        let picture = output ?? Self.standardName(photo, isPreview: isPreview)
        guard picture.lowercased().hasSuffix(".png") else {
            throw Refusal("\(picture): the restored picture is a PNG; give it a name that ends in .png")
        }
        let folder = picture.lastIndex(of: "/").map { String(picture[..<$0]) } ?? "."
        guard folder.isEmpty || Folder.exists(folder) else {
            throw Refusal("\(picture): the folder '\(folder)' does not exist")
        }
        guard !Self.isSame(picture, photo) else {
            throw Refusal("\(picture): is the photograph itself; choose another file with --output")
        }
        // Known now rather than after an hour of work.
        try Self.checkReplaceable(picture, "a picture")
        guard access(folder.isEmpty ? "/" : folder, W_OK) == 0 else {
            throw Refusal("\(picture): the folder '\(folder)' cannot be written to: \(SystemReason.text())")
        }
        let record = withoutRecord ? nil : record ?? String(picture.dropLast(4))
        let files = [picture] + (record.map { ["\($0)/\(RestoreFolder.choices)"] } ?? [])
        for path in files where FileManager.default.fileExists(atPath: path) && !force {
            throw Refusal(
                "\(path): exists already; overwrite it with --force, or choose another with \(path == picture ? "--output" : "--record")"
            )
        }
        if let record {
            guard Folder.exists(record) || !FileManager.default.fileExists(atPath: record) else {
                throw Refusal("\(record): the record needs a folder, and a file of that name is in the way")
            }
            for name in RestoreFolder.files { try Self.checkReplaceable("\(record)/\(name)", "a file of the record") }
        }
        return RestoreTarget(picture: picture, record: record)
    }

    /// Throws where something that is no file has the name of one.
    private static func checkReplaceable(_ path: String, _ what: String) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a device or pipe"
        throw Refusal("\(path): is \(kind), which \(what) cannot replace; name another with --output")
    }

    /// `folder/photo-restored.png`, and `-preview` where it is one.
    static func standardName(_ photo: String, isPreview: Bool) -> String {
        let slash = photo.lastIndex(of: "/").map { photo.index(after: $0) } ?? photo.startIndex
        let name = photo[slash...]
        let stem = name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? name[..<$0] : nil } ?? name
        return photo[..<slash] + stem + "-restored" + (isPreview ? "-preview" : "") + ".png"
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        func identity(_ path: String) -> AnyHashable? {
            (try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber]) as? AnyHashable
        }
        return one == other || (identity(one).map { $0 == identity(other) } ?? false)
    }
}
