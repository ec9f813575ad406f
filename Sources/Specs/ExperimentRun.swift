import Wording

/// One run of an experiment, with the values that distinguish it from the others.
package struct ExperimentRun: Equatable, Sendable {
    package let spec: ExperimentSpec
    /// The swept keys in the order of the sweep, and their values in this run.
    package let axes: [Axis]
    /// E.g. `network.lipschitz=2`; with the image in front when the experiment has several.
    package let label: String
    /// The same with the last part of each key only, for the progress line.
    package let shortLabel: String

    package struct Axis: Equatable, Sendable {
        package let key: String
        package let value: String

        /// Both, or the value where it says enough, for the name of a file.
        package var word: String { SettingName.word(key, value) }
    }

    init(spec: ExperimentSpec, values: [(key: String, value: String)], namesImage: Bool) {
        self.spec = spec
        axes = values.map { Axis(key: $0.key, value: $0.value) }
        let image = namesImage || values.isEmpty ? ["image=\(spec.source.image)"] : []
        label = (image + values.map { "\($0.key)=\($0.value)" }).joined(separator: " ")
        shortLabel = (image + values.map { "\($0.key.split(separator: ".").last ?? "")=\($0.value)" }).joined(
            separator: " ")
    }
}
