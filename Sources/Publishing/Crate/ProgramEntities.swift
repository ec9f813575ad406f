import Records

/// The program of a run in its version, and the libraries that it used.
///
/// RO-Crate 1.2 requires an address and a version of every software application.
enum ProgramEntities {
    /// The paper whose method the program reproduces: a version of the program may have no address of its own.
    private static let paper = "https://doi.org/10.1007/s11263-021-01572-7"

    /// By their names in records.
    private static let libraries = [
        "fftw": (name: "FFTW", url: "https://www.fftw.org"),
        "openblas": (name: "OpenBLAS", url: "https://www.openblas.net"),
        "libpng": (name: "libpng", url: "http://www.libpng.org/pub/png/libpng.html"),
        "libjpeg": (name: "libjpeg", url: "https://libjpeg-turbo.org"),
        "libcrypto": (name: "libcrypto", url: "https://www.openssl.org"),
    ]

    /// The identifier of the program; where the commit is known and holds its source, that of the commit, by which an archive
    /// of source code finds it.
    static func id(_ provenance: Provenance) -> String {
        guard let commit = provenance.commit, provenance.dirty != true,
            commit.wholeMatch(of: #/[0-9a-f]{40}/#) != nil
        else { return "#dip-" + CrateFile.uri(version(provenance)) }
        return "swh:1:rev:\(commit)"
    }

    /// The version with the commit, such as `0.2.0+713bf5b06122`; with `.changed` where the source differed from it.
    private static func version(_ provenance: Provenance) -> String {
        provenance.dipVersion
            + (provenance.commit.map { "+\($0.prefix(12))\(provenance.dirty == true ? ".changed" : "")" } ?? "")
    }

    /// The programs of several runs, each once, then their libraries.
    static func all(_ provenances: [Provenance]) -> [CrateEntity] {
        var programs: [(provenance: Provenance, libraries: [String])] = [], used: [CrateEntity] = []
        for provenance in provenances {
            let found = provenance.libraries.sorted { $0.key < $1.key }.compactMap(entity)
            for library in found where !used.contains(where: { $0.id == library.id }) { used.append(library) }
            let place = programs.firstIndex { id($0.provenance) == id(provenance) } ?? programs.endIndex
            if place == programs.endIndex { programs.append((provenance, [])) }
            programs[place].libraries += found.map(\.id).filter { !programs[place].libraries.contains($0) }
        }
        return programs.map(entity) + used
    }

    private static func entity(_ provenance: Provenance, libraries: [String]) -> CrateEntity {
        let source =
            provenance.commit.map { "commit \($0)\(provenance.dirty == true ? ", with changes," : "")" }
            ?? "source outside of a repository"
        return CrateEntity(
            id(provenance), "SoftwareApplication",
            properties: [
                "name": .text("SpectralDIP (dip)"), "version": .text(version(provenance)), "url": .text(paper),
                "description": .text(
                    "Restores images by untrained networks, and measures and controls their spectral bias. Built from \(source) "
                        + "by \(provenance.compiler). The address is that of the paper whose method it reproduces."),
                "softwareRequirements": .references(libraries),
            ])
    }

    /// Nil for a library whose address is not known here.
    private static func entity(_ key: String, version: String) -> CrateEntity? {
        libraries[key].map { library in
            CrateEntity(
                "#\(key)-" + CrateFile.uri(version.replacing(" ", with: "-")), "SoftwareApplication",
                properties: ["name": .text(library.name), "version": .text(version), "url": .text(library.url)])
        }
    }
}
