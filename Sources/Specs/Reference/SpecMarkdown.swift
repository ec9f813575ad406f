/// The documentation of the vocabulary, `Experiments/README.md`.
enum SpecMarkdown {
    static var text: String {
        """
        # The keys of a spec

        A spec is one YAML mapping of the keys below; all may be left out. A dotted key is a key inside of a mapping:
        `fbc.bands` is `{fbc: {bands: 5}}`. What stands under a `scale` block, under `sweep` and in a `key=value`
        argument may be written with dots. Where names are allowed that have options, the name stands alone or as a
        mapping to its options: `task: denoise`, `task: {denoise: {sigma: 25}}`. "Source" is the section of the
        specification of the method. Datasets have manifests in `datasets/`.

        `spec.schema.json` is the same as a JSON Schema, for editors that complete and check YAML: a first line
        `# yaml-language-server: $schema=../spec.schema.json` names it. `dip run SPEC -n` checks more, with file, line
        and column.

        Made by `dip describe spec --format markdown`; don't edit.

        | key | what it decides | allowed | unit | default | example | source |
        |---|---|---|---|---|---|---|

        """ + Vocabulary.all.map { row($0) + "\n" }.joined()
    }

    private static func row(_ key: SpecKey) -> String {
        let parent = Vocabulary.entry(key.parent)?.architectures
        let scope = key.architectures.flatMap { $0 == parent ? nil : " Only of \(SpecKey.listed($0))." } ?? ""
        let cells = [
            "`\(key.path)`", key.meaning + scope, key.allowedWords, key.unit ?? "", key.defaultWords,
            "`\(key.example)`", key.section ?? "",
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
}
