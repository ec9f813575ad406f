import Foundation
import Imaging

/// Photographs that a command line names, files and folders alike.
package struct PhotoList: Equatable, Sendable {
    package private(set) var photographs: [String] = []
    /// The folders that were named.
    package private(set) var folders: [String] = []
    /// Sentences about files of folders that are left out.
    package private(set) var notes: [String] = []

    /// A folder stands for the PNG, JPEG, TIFF and BMP files in it, by their names, but not for hidden ones and folders inside.
    ///
    /// Throws `PhotoError` for a folder that cannot be read or has no photograph.
    package init(_ paths: [String]) throws {
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                photographs.append(path)
                continue
            }
            folders.append(path)
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
                throw PhotoError("\(path): the folder cannot be read")
            }
            let prefix = path.hasSuffix("/") ? path : path + "/"
            let files = names.sorted().filter { name in
                guard !name.hasPrefix(".") else { return false }
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: prefix + name, isDirectory: &isFolder)
                    && !isFolder.boolValue
            }
            let chosen = files.filter(ImageFile.isImage)
            guard !chosen.isEmpty else { throw PhotoError("\(path): has no PNG, JPEG, TIFF or BMP file") }
            photographs += chosen.map { prefix + $0 }
            if chosen.count < files.count {
                notes.append(
                    "\(path): left out, because they are no PNG, JPEG, TIFF or BMP: "
                        + files.filter { !ImageFile.isImage(named: $0) }.joined(separator: ", "))
            }
        }
    }
}
