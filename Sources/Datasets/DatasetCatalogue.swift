import Foundation
import Specs
import Wording

/// The folder that contains one folder for each dataset.
package struct DataRoot: Equatable, Sendable {
    package let path: String
    /// Whether DIP_DATA names it; otherwise it is in the user's cache folder.
    package let isChosen: Bool

    package init(_ path: String, isChosen: Bool = true) {
        self.path = path
        self.isChosen = isChosen
    }

    /// $DIP_DATA, or else `spectraldip` in the folder for caches: $XDG_CACHE_HOME, ~/Library/Caches on macOS, ~/.cache elsewhere.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        if let chosen = environment["DIP_DATA"], !chosen.isEmpty {
            self.init(chosen)
            return
        }
        // The convention wants relative paths to be ignored.
        if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") {
            self.init(FilePath.join(caches, Self.name), isChosen: false)
            return
        }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
        #if os(macOS)
        let caches = "Library/Caches"
        #else
        let caches = ".cache"
        #endif
        self.init(FilePath.join(home, "\(caches)/\(Self.name)"), isChosen: false)
    }

    private static let name = "spectraldip"
}

/// What is wrong with a dataset, as one sentence.
package struct DatasetError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(description: String) {
        self.description = description
    }
}

/// The datasets that have a manifest, and the folder with their images.
package struct DatasetCatalogue: ImageSets {
    /// Folders of `NAME.yaml` manifests; the first folder with a manifest of a name is used.
    package let manifestFolders: [String]
    /// The folder that contains the folders of the datasets.
    package let root: DataRoot
    /// Whether the program's own manifests are there as well, after those of the folders.
    package let hasOwn: Bool

    package init(manifestFolders: [String], root: DataRoot, hasOwn: Bool = false) {
        self.manifestFolders = manifestFolders
        self.root = root
        self.hasOwn = hasOwn
    }

    /// Manifests in a folder `datasets` beside the spec or above it, else in `Experiments/datasets`, and where that is not
    /// there, the program's own; images below the `DataRoot`.
    package static func standard(
        specPath: String? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> DatasetCatalogue {
        var folders: [String] = []
        if let specPath {
            let full = FilePath.join(FileManager.default.currentDirectoryPath, specPath)
            var folder = FilePath.folder(full)
            while true {
                folders.append(FilePath.join(folder, "datasets"))
                // A working folder that was deleted has no path.
                if folder == "/" || folder == "." { break }
                folder = FilePath.folder(folder)
            }
        }
        let repository = "Experiments/datasets"
        folders.append(repository)
        return DatasetCatalogue(
            manifestFolders: folders, root: DataRoot(environment: environment),
            hasOwn: !FileManager.default.fileExists(atPath: repository))
    }

    /// The names of all manifests, sorted.
    package var names: [String] {
        let files = manifestFolders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
        let names = files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map(FilePath.stem)
        return Set(names + (hasOwn ? StandardManifests.names : [])).sorted()
    }

    /// The manifest of a dataset; nil when there is none; throws a `SpecError` when it is wrong.
    package func manifest(_ name: String) throws -> DatasetManifest? {
        guard !name.utf8.contains(UInt8(ascii: "/")), !name.utf8.contains(0) else { return nil }
        let paths = manifestFolders.map { FilePath.join($0, "\(name).yaml") }
        if let path = paths.first(where: FileManager.default.fileExists) {
            return try DatasetManifest(contentsOf: path)
        }
        return hasOwn ? try StandardManifests.manifest(name) : nil
    }

    package func images(of name: String) throws -> [DatasetImage]? {
        try manifest(name).map { manifest in manifest.images.map { image($0, of: manifest) } }
    }

    /// The manifests of these names; all of them for no names or `all`; throws a `DatasetError` for a name that has none.
    package func manifests(_ chosen: [String] = []) throws -> [DatasetManifest] {
        let isAll = chosen.isEmpty || chosen.contains("all")
        return try (isAll ? names : chosen).distinct.map { name in
            guard let manifest = try manifest(name) else {
                throw DatasetError(
                    description: names.isEmpty
                        ? "there is no dataset '\(name)': no manifest in \(manifestFolders.joined(separator: ", "))"
                        : "there is no dataset '\(name)'" + NearestName.hint(for: name, allowed: names + ["all"]))
            }
            return manifest
        }
    }

    /// An image of a dataset with its path, whether the file exists or not; a PNG with the same stem may replace another format.
    package func image(_ file: DatasetManifest.File, of manifest: DatasetManifest) -> DatasetImage {
        let path = path(of: file, in: manifest)
        let copy = copyPath(of: file, in: manifest)
        let manager = FileManager.default
        let standsIn = copy.map { !manager.fileExists(atPath: path) && manager.fileExists(atPath: $0) } ?? false
        return DatasetImage(
            dataset: manifest.name, file: file.file, sha256: file.sha256, samples: file.samples,
            path: standsIn ? copy! : path, label: file.label)
    }

    /// The path of a file, whether it exists or not.
    package func path(of file: DatasetManifest.File, in manifest: DatasetManifest) -> String {
        FilePath.join(folder(of: manifest), file.file)
    }

    /// The path of a possible lossless copy of a file; nil if no other format may replace it.
    func copyPath(of file: DatasetManifest.File, in manifest: DatasetManifest) -> String? {
        let copy = FilePath.stem(file.file) + ".png"
        return file.samples != nil && copy != file.file ? FilePath.join(folder(of: manifest), copy) : nil
    }

    /// The folder of a dataset, whether it exists or not.
    package func folder(of manifest: DatasetManifest) -> String {
        FilePath.join(root.path, manifest.folder)
    }

    /// How many of a dataset's files exist; their contents are not checked.
    package func present(in manifest: DatasetManifest) -> Int {
        manifest.files.count { FileManager.default.fileExists(atPath: image($0, of: manifest).path) }
    }

    /// The command that fetches the missing files of datasets.
    package static func fetchCommand(_ names: [String]) -> String {
        "dip data fetch " + names.joined(separator: " ")
    }
}

extension Experiment {
    /// Reads a spec; `datasets` defaults to those beside the spec, above it and in `Experiments/datasets`.
    ///
    /// Throws all mistakes: a `SpecError` with the place of a single one, or `SpecErrors` for several.
    package init(
        contentsOf path: String, scale: Scale? = nil, overrides: [String] = [], datasets: DatasetCatalogue? = nil
    )
        throws
    {
        try self.init(contentsOf: path, scale: scale, overrides: overrides, sets: datasets ?? .standard(specPath: path))
    }
}
