import Foundation
import Wording

/// The specs that a report covers.
struct ReportSpecs {
    /// Paths in the order of the report.
    let paths: [String]

    /// Searches folders for YAML files other than dataset manifests; throws a `Refusal` for a path that does not exist.
    init(_ places: [String]) throws {
        paths = try places.flatMap { place -> [String] in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
                throw Refusal("\(place): there is no such file or folder of specs")
            }
            return isFolder.boolValue ? Self.specs(in: place) : [place]
        }
    }

    /// Figures first, then tables, then all others; by name within a folder.
    private static func specs(in folder: String) -> [String] {
        let order = ["figures", "tables", "ablations"]
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            name.hasSuffix(".yaml") && !name.split(separator: "/").dropLast().contains("datasets")
                && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }.sorted { a, b in
            func key(_ name: String) -> (Int, String) {
                (name.split(separator: "/").first.flatMap { order.firstIndex(of: String($0)) } ?? order.count, name)
            }
            return key(a) < key(b)
        }.map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
    }
}
