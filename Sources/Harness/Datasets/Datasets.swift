import Foundation

/// What is wrong with a dataset, as one sentence.
public struct DatasetError: Error, Equatable, CustomStringConvertible {
    public let description: String
}

/// The datasets that have a manifest, and the folder in which their images lie.
public struct Datasets: Sendable {
    /// Folders of `NAME.yaml` manifests; the first that has a name wins.
    public let manifestFolders: [String]
    /// The folder above the datasets' own; nil when DIP_DATA is not set.
    public let dataRoot: String?

    public init(manifestFolders: [String], dataRoot: String?) {
        self.manifestFolders = manifestFolders
        self.dataRoot = dataRoot
    }

    /// Manifests in a folder `datasets` beside the spec or above it, else in `Experiments/datasets`; images in $DIP_DATA.
    public static func standard(specPath: String? = nil,
                                environment: [String: String] = ProcessInfo.processInfo.environment) -> Datasets {
        var folders: [String] = []
        if let specPath {
            let full = FilePath.join(FileManager.default.currentDirectoryPath, specPath)
            var folder = FilePath.folder(full)
            while true {
                folders.append(FilePath.join(folder, "datasets"))
                if folder == "/" { break }
                folder = FilePath.folder(folder)
            }
        }
        folders.append("Experiments/datasets")
        let root = environment["DIP_DATA"].flatMap { $0.isEmpty ? nil : $0 }
        return Datasets(manifestFolders: folders, dataRoot: root)
    }

    /// The names of all manifests, sorted.
    public var names: [String] {
        let files = manifestFolders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
        return Set(files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map(FilePath.stem)).sorted()
    }

    /// The manifest of a dataset; nil when there is none; throws a `SpecError` when it is wrong.
    public func manifest(_ name: String) throws -> DatasetManifest? {
        guard !name.contains("/") else { return nil }
        let paths = manifestFolders.map { FilePath.join($0, "\(name).yaml") }
        return try paths.first(where: FileManager.default.fileExists).map { try DatasetManifest(contentsOf: $0) }
    }

    /// An image of a dataset with the place where it lies, or should lie.
    public func image(_ file: DatasetManifest.File, of manifest: DatasetManifest) -> DatasetImage {
        DatasetImage(dataset: manifest.name, folder: manifest.folder, file: file, path: path(of: file, in: manifest))
    }

    /// A PNG of the same stem stands in for another format; nil when the data root is not known.
    private func path(of file: DatasetManifest.File, in manifest: DatasetManifest) -> String? {
        guard let dataRoot else { return nil }
        let folder = FilePath.join(dataRoot, manifest.folder)
        let path = FilePath.join(folder, file.file)
        let standIn = FilePath.join(folder, FilePath.stem(file.file) + ".png")
        let manager = FileManager.default
        return !manager.fileExists(atPath: path) && manager.fileExists(atPath: standIn) ? standIn : path
    }

    /// How many of a dataset's images are there.
    public func present(in manifest: DatasetManifest) -> Int {
        manifest.files.count { file in
            path(of: file, in: manifest).map(FileManager.default.fileExists) ?? false
        }
    }
}
