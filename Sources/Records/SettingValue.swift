/// The value of a setting as JSON has it: a number, true or false, or a text; lists and mappings are texts in YAML.
package enum SettingValue: Codable, Equatable, Sendable {
    case number(Double)
    case flag(Bool)
    case text(String)

    /// Takes a value in one line of YAML.
    package init(yaml text: String) {
        let number = #/-?\d+(\.\d*)?([eE][-+]?\d+)?/#
        if text == "true" || text == "false" {
            self = .flag(text == "true")
        } else if text.wholeMatch(of: number) != nil, let value = Double(text), value.isFinite {
            self = .number(value)
        } else if text.count > 1, let quote = text.first, quote == "\"" || quote == "'", text.last == quote {
            self = .text(String(text.dropFirst().dropLast()))
        } else {
            self = .text(text)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        }
    }
}
