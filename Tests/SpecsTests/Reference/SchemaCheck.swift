import Foundation
import SpecFixtures
@testable import Specs

/// A check of YAML against the JSON Schema keywords that the schema of specs uses.
struct SchemaCheck {
    let root: [String: Any]

    init(_ text: String) throws {
        root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as! [String: Any]
    }

    private static let known: Set<String> = [
        "$schema", "$defs", "$ref", "title", "description", "type", "properties", "additionalProperties",
        "propertyNames", "minProperties",
        "maxProperties", "items", "prefixItems", "minItems", "maxItems", "enum", "anyOf", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "maxLength",
    ]

    /// The paths and reasons of all that does not fit; empty when all does.
    func problems(_ node: SpecNode) -> [String] { problems(node, root, at: "") }

    private func problems(_ node: SpecNode, _ schema: [String: Any], at path: String) -> [String] {
        let unknown = schema.keys.filter { !Self.known.contains($0) }
        if !unknown.isEmpty { return ["\(path): the check does not know \(unknown)"] }
        var found: [String] = []
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            guard reference.hasPrefix("#/$defs/"),
                let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any]
            else {
                return ["\(path): no definition \(reference)"]
            }
            found += problems(node, target, at: path)
        }
        if let options = schema["anyOf"] as? [[String: Any]] {
            let all = options.map { problems(node, $0, at: path) }
            if !all.contains(where: \.isEmpty) {
                found.append("\(path): fits none of: " + all.joined().joined(separator: "; "))
            }
        }
        if let type = schema["type"] as? String, !Self.types(node).contains(type) {
            found.append("\(path): is no \(type)")
        }
        if let values = schema["enum"] as? [Any], !values.contains(where: { Self.equal(node, $0) }) {
            found.append("\(path): is none of \(values)")
        }
        if let most = schema["maxLength"] as? Int, let text = node.scalarText, text.count > most {
            found.append("\(path): is too long")
        }
        found += bounds(node, schema, at: path)
        if let items = node.items {
            if let least = schema["minItems"] as? Int, items.count < least { found.append("\(path): is too short") }
            if let most = schema["maxItems"] as? Int, items.count > most { found.append("\(path): is too long") }
            if let inner = schema["prefixItems"] as? [[String: Any]] {
                found += zip(items, inner).enumerated().flatMap { problems($1.0, $1.1, at: "\(path)[\($0)]") }
            }
            if let inner = schema["items"] as? [String: Any] {
                found += items.enumerated().flatMap { problems($1, inner, at: "\(path)[\($0)]") }
            }
        }
        if let entries = node.entries {
            if let least = schema["minProperties"] as? Int, entries.count < least {
                found.append("\(path): has too few keys")
            }
            if let most = schema["maxProperties"] as? Int, entries.count > most {
                found.append("\(path): has too many keys")
            }
            let properties = schema["properties"] as? [String: Any] ?? [:]
            for entry in entries {
                let place = "\(path).\(entry.key)"
                if let names = schema["propertyNames"] as? [String: Any] {
                    found += problems(.text(entry.key, at: entry.place), names, at: place)
                }
                if let inner = properties[entry.key] as? [String: Any] {
                    found += problems(entry.value, inner, at: place)
                } else if let inner = schema["additionalProperties"] as? [String: Any] {
                    found += problems(entry.value, inner, at: place)
                } else if schema["additionalProperties"] as? Bool == false {
                    found.append("\(place): is not allowed")
                }
            }
        }
        return found
    }

    private func bounds(_ node: SpecNode, _ schema: [String: Any], at path: String) -> [String] {
        guard let value = Self.number(node) else { return [] }
        func bound(_ keyword: String) -> Double? { (schema[keyword] as? NSNumber)?.doubleValue }
        let fits = [
            bound("minimum").map { value >= $0 }, bound("maximum").map { value <= $0 },
            bound("exclusiveMinimum").map { value > $0 },
            bound("exclusiveMaximum").map { value < $0 },
        ]
        return fits.contains(false) ? ["\(path): \(value) is out of range"] : []
    }

    private static func number(_ node: SpecNode) -> Double? {
        if case .scalar(let text, true) = node.content { Double(text) } else { nil }
    }

    private static func types(_ node: SpecNode) -> Set<String> {
        switch node.content {
        case .mapping: return ["object"]
        case .sequence: return ["array"]
        case .scalar(_, false): return ["string"]
        case .scalar(let text, true):
            if node.isNull { return ["null"] }
            if ["true", "false"].contains(text) { return ["boolean"] }
            if Int(text) != nil { return ["integer", "number"] }
            return Double(text) != nil ? ["number"] : ["string"]
        }
    }

    private static func equal(_ node: SpecNode, _ value: Any) -> Bool {
        if let text = value as? String { return node.scalarText == text && types(node) == ["string"] }
        return (value as? NSNumber).map { number(node) == $0.doubleValue } ?? false
    }
}
