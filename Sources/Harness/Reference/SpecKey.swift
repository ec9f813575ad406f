import Architectures

/// One key of a spec as it is documented: what the strict reading of specs allows, in a form that can be printed.
struct SpecKey: Sendable {
    /// Dotted.
    let path: String
    /// What it decides, in one sentence.
    let meaning: String
    let value: SpecValue
    let unit: String?
    /// The value that leaving the key out stands for, as YAML; nil where there is none, or it depends.
    let standard: String?
    /// What the default depends on, where it does.
    let standardWords: String?
    /// A value as YAML.
    let example: String
    /// The section of the specification of the method that defines it; nil for the harness's own keys.
    let section: String?
    /// Networks that have the key; nil for all.
    let architectures: [Architecture.Name]?

    init(_ path: String, _ meaning: String, _ value: SpecValue, unit: String? = nil, default standard: String? = nil, defaultWords: String? = nil,
         example: String, section: String? = nil, of architectures: [Architecture.Name]? = nil) {
        self.path = path
        self.meaning = meaning
        self.value = value
        self.unit = unit
        self.standard = standard
        standardWords = defaultWords
        self.example = example
        self.section = section
        self.architectures = architectures
    }

    /// The last part of the path.
    var name: String { String(path.split(separator: ".").last ?? "") }
    /// The path without it; empty at the top.
    var parent: String { path.split(separator: ".").dropLast().joined(separator: ".") }
}
