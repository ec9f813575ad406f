import Quoting

/// One entity of the graph of an RO-Crate: its identifier, its types, and its properties in their order.
struct CrateEntity: Equatable {
    enum Value: Equatable {
        case text(String)
        case reference(String)
        /// One reference stands alone, as the specification recommends.
        case references([String])
    }

    let id: String
    let types: [String]
    private(set) var properties: [(name: String, value: Value)] = []

    /// - Parameter properties: those that are nil, or lists without an element, are left out.
    init(_ id: String, _ types: String..., properties: KeyValuePairs<String, Value?>) {
        self.id = id
        self.types = types
        for (name, value) in properties {
            if let value, value != .references([]) { self.properties.append((name, value)) }
        }
    }

    static func == (left: CrateEntity, right: CrateEntity) -> Bool { left.json == right.json }

    /// A JSON object.
    var json: String {
        let rows =
            [("@id", JSONString.quoted(id)), ("@type", Self.list(types.map(JSONString.quoted)))]
            + properties.map { ($0.name, $0.value.json) }
        return "{\n" + rows.map { "      \(JSONString.quoted($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n    }"
    }

    /// One element alone, several in brackets.
    fileprivate static func list(_ elements: [String]) -> String {
        elements.count == 1 ? elements[0] : "[" + elements.joined(separator: ", ") + "]"
    }
}

extension CrateEntity.Value {
    fileprivate var json: String {
        switch self {
        case .text(let text): JSONString.quoted(text)
        case .reference(let id): "{\"@id\": \(JSONString.quoted(id))}"
        case .references(let ids): CrateEntity.list(ids.map { Self.reference($0).json })
        }
    }
}

/// The metadata of an RO-Crate: a JSON-LD document with one flat graph.
struct CrateDocument {
    /// The name of the file, which the specification gives.
    static let file = "ro-crate-metadata.json"
    static let specification = "https://w3id.org/ro/crate/1.2"

    let entities: [CrateEntity]

    var json: String {
        """
        {
          "@context": "\(Self.specification)/context",
          "@graph": [
            \(entities.map(\.json).joined(separator: ",\n    "))
          ]
        }

        """
    }
}
