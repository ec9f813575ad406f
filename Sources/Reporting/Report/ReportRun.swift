import Records
import Wording

/// A complete run of the page: its record, and what can be shown of it.
package struct ReportRun: Equatable, Sendable {
    package var record: RunRecord
    /// What distinguishes it from the other runs of its experiment, by key; for one with overrides, these.
    package var settings: [Setting]
    /// All settings, with dotted keys.
    package var spec: [Setting]
    /// The address of its folder, relative to the page; nil on a page that stands alone.
    package var folder: String?
    package var curve: ReportCurve?
    /// Its images by what they show: degraded, restored, best, clean.
    package var pictures: [ImageComparison.Picture]

    package struct Setting: Equatable, Sendable {
        package var key: String
        package var value: String

        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    package init(
        _ record: RunRecord, settings: [Setting]? = nil, spec: [Setting] = [], folder: String? = nil,
        curve: ReportCurve? = nil, pictures: [ImageComparison.Picture] = []
    ) {
        self.record = record
        self.settings =
            settings
            ?? record.axes.filter { $0.key != "seed" }.sorted { $0.key < $1.key }.map {
                Setting(key: $0.key, value: $0.value)
            }
        self.spec = spec
        self.folder = folder
        self.curve = curve
        self.pictures = pictures
    }

    /// The name of its folder.
    package var identifier: String { "\(record.name)-\(record.key)" }

    /// E.g. `network.lipschitz=2`.
    package var settingsText: String { settings.map { "\($0.key)=\($0.value)" }.joined(separator: " ") }

    /// What a curve is called in a section: settings without the front parts of their keys, and the seed if there are several.
    func label(namesSeed: Bool) -> String {
        let words = settings.map { setting in
            let value = setting.value.filter { !"{}:".contains($0) }
            return setting.key == "variant" ? value : "\(SettingName.shown(setting.key)) \(value)"
        }
        let all = words + (namesSeed ? ["seed \(record.seed)"] : [])
        return all.isEmpty ? record.image : all.joined(separator: ", ")
    }

    /// The iterations that were done: those of the spec, or fewer where a stopping rule ended the run.
    var iterations: Int { min(curve?.iterations ?? .max, record.iterations) }

    /// Training time in seconds.
    var seconds: Double { (record.secondsPerIteration ?? 0) * Double(iterations) }
}
