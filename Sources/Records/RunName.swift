import Wording

/// What the folder of a run is called: `<experiment>/<image>-<case>-seed<N>-<key>`.
///
/// The key alone says which run it is; the other words are for readers. Earlier versions wrote `<experiment>-<key>`, and such folders
/// are read as well.
package struct RunName: Equatable, Sendable {
    /// The name of the spec that the run was made for.
    package let experiment: String
    /// 12 hexadecimal digits.
    package let key: String
    private let image: String
    private let settings: String
    private let seed: Int

    private static let longestImage = 40
    private static let longestSettings = 60

    /// - Parameters:
    ///   - image: the image's name.
    ///   - settings: the swept keys with their values in words, image and seed aside.
    package init(experiment: String, image: String, settings: [String] = [], seed: Int, key: String) {
        self.experiment = experiment
        self.key = key
        self.image = FileWords.of(ImageName.short(image), atMost: Self.longestImage)
        self.settings = FileWords.of(settings.joined(separator: " "), atMost: Self.longestSettings)
        self.seed = seed
    }

    /// The path below the folder of all runs.
    package var path: String { "\(experiment)/\(folder)" }

    /// The folder within that of the experiment.
    package var folder: String {
        [image, settings, "seed\(seed)", key].filter { !$0.isEmpty }.joined(separator: "-")
    }

    /// Where earlier versions put the run.
    var formerPath: String { "\(experiment)-\(key)" }

    /// Whether a path below the folder of all runs is one of this run, whatever its other words are.
    package func fits(_ path: some StringProtocol) -> Bool {
        path == formerPath || path.hasPrefix(experiment + "/") && path.hasSuffix("-" + key)
    }

    /// Whether a name ends with the key of a run.
    static func hasKey(_ name: String) -> Bool {
        name.wholeMatch(of: #/.+-[0-9a-f]{12}/#) != nil
    }
}
