import Restoration

/// The vocabulary as a JSON Schema (draft 2020-12), `Experiments/spec.schema.json`.
///
/// It allows what a spec may hold at its place; what depends on another key (an option of one network only, a list as
/// long as another) is left to the program.
enum SpecSchema {
    static var text: String {
        let keys = Vocabulary.top
        let schema = JSONText.object([
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("title", .text("A spec of dip")),
            ("description", .text("Made by dip describe spec --format json-schema.")),
            ("type", .text("object")),
            ("additionalProperties", .flag(false)),
            (
                "properties",
                .object(
                    keys.map { key in
                        (key.name, isSetting(key) ? .object([("$ref", .text("#/$defs/\(key.name)"))]) : property(key))
                    })
            ),
            (
                "$defs",
                .object(
                    keys.filter(isSetting).map { ($0.name, property($0)) } + [
                        ("settings", settings), ("variant", variant), ("axes", axes),
                    ])
            ),
        ])
        return schema.written() + "\n"
    }

    /// Whether a key may stand in a block of a scale, too.
    private static func isSetting(_ key: SpecKey) -> Bool {
        Vocabulary.scaleBlock.contains(key.name) && key.name != "sweep"
    }

    /// All paths that may be swept or set with dots.
    private static var paths: [String] {
        Vocabulary.all.map(\.path).filter { path in
            let top = path.split(separator: ".").first.map(String.init) ?? ""
            return Vocabulary.argument.contains(top)
        }
    }

    private static var settings: JSONText {
        let names = Vocabulary.scaleBlock
        return .object([
            ("type", .text("object")),
            (
                "properties",
                .object(names.map { ($0, $0 == "sweep" ? axesReference : .object([("$ref", .text("#/$defs/\($0)"))])) })
            ),
            ("propertyNames", .object([("enum", .texts(names + paths.filter { $0.contains(".") }))])),
        ])
    }

    /// What one variant sets.
    private static var variant: JSONText {
        let names = Vocabulary.variant
        return .object([
            ("type", .text("object")),
            ("properties", .object(names.map { ($0, .object([("$ref", .text("#/$defs/\($0)"))])) })),
            (
                "propertyNames",
                .object([("enum", .texts(names + paths.filter { path in names.contains { path.hasPrefix($0 + ".") } }))]
                )
            ),
        ])
    }

    private static var axes: JSONText {
        .object([
            ("type", .text("object")),
            (
                "propertyNames",
                .object([
                    (
                        "enum",
                        .texts(
                            paths.filter { path in
                                !(SweepAxis.excluded + ["seeds", "variants"]).contains {
                                    path == $0 || path.hasPrefix($0 + ".")
                                }
                            })
                    )
                ])
            ),
            ("additionalProperties", .object([("type", .text("array")), ("minItems", .number(1))])),
        ])
    }

    private static let axesReference = JSONText.object([("$ref", .text("#/$defs/axes"))])

    private static func property(_ key: SpecKey) -> JSONText {
        let description = JSONText.text(key.meaning + (key.unit.map { " (\($0))" } ?? ""))
        return .object([("description", description)] + schema(key.allowed, below: key.below))
    }

    /// The schema of a value; `keys` are those of a mapping that it may be.
    private static func schema(_ value: SpecValue, below keys: [SpecKey]) -> [(String, JSONText)] {
        switch value {
        case .number(let range):
            return [("type", .text("number"))] + range.bounds.map { ($0.keyword, .number($0.value)) }
        case .integer(let range):
            return [("type", .text("integer")), ("minimum", .number(Double(range.lowerBound)))]
                + (range.upperBound == Int.max ? [] : [("maximum", .number(Double(range.upperBound)))])
        case .flag:
            return [("type", .text("boolean"))]
        case .text:
            return [("type", .text("string"))]
        case .names(let names):
            return [("enum", .texts(names))]
        case .numbers(let numbers):
            return [("enum", .array(numbers.map { .number(Double($0)) }))]
        case .list(let item, let count):
            return [
                ("type", .text("array")), ("items", .object(schema(item, below: keys))),
                ("minItems", .number(Double(count.lowerBound))),
            ]
                + (count.upperBound == Int.max ? [] : [("maxItems", .number(Double(count.upperBound)))])
        case .fields(let fields):
            let count = JSONText.number(Double(fields.count))
            return [
                ("type", .text("array")),
                ("prefixItems", .array(fields.map { .object(schema($0.value, below: keys)) })), ("minItems", count),
                ("maxItems", count),
            ]
        case .either(let values):
            return [("anyOf", .array(values.map { .object(schema($0, below: keys)) }))]
        case .mapping:
            return mapping(keys)
        case .choice(let names, let alone):
            return choice(keys.filter { names.contains($0.name) }, alone: alone)
        case .name:
            return [("type", .text("null"))]
        case .options(let alone):
            return alone
                ? [("anyOf", .array([.object(mapping(keys)), .object([("type", .text("null"))])]))] : mapping(keys)
        case .stoppingRules(let others):
            let rules = Vocabulary.entry("stop")?.below.filter { $0.allowed != .name } ?? []
            let alone = rules.filter(\.allowed.mayStandAlone).map(\.name) + others
            return [("type", .text("array")), ("items", .object(choice(rules, alone: alone)))]
        case .settings:
            return [("$ref", .text("#/$defs/settings"))]
        case .variants:
            return [
                ("type", .text("object")), ("minProperties", .number(1)),
                ("additionalProperties", .object([("$ref", .text("#/$defs/variant"))])),
            ]
        case .axes:
            return [("$ref", .text("#/$defs/axes"))]
        }
    }

    private static func mapping(_ keys: [SpecKey]) -> [(String, JSONText)] {
        [
            ("type", .text("object")), ("additionalProperties", .flag(false)),
            ("properties", .object(keys.map { ($0.name, property($0)) })),
        ]
    }

    /// A name that may stand alone, or a mapping of one name to its options.
    private static func choice(_ keys: [SpecKey], alone: [String]) -> [(String, JSONText)] {
        let options = JSONText.object(mapping(keys) + [("minProperties", .number(1)), ("maxProperties", .number(1))])
        return [("anyOf", .array((alone.isEmpty ? [] : [.object([("enum", .texts(alone))])]) + [options]))]
    }
}

/// The documentation of a spec's keys, made from one table.
public enum SpecVocabulary {
    public enum Format: String, CaseIterable, Sendable {
        case markdown
        case jsonSchema = "json-schema"
    }

    /// The whole text of `Experiments/README.md` or `Experiments/spec.schema.json`.
    public static func text(_ format: Format) -> String {
        switch format {
        case .markdown: SpecMarkdown.text
        case .jsonSchema: SpecSchema.text
        }
    }
}
