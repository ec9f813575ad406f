/// One setting that is laid over a spec: by a `scale` block, an argument or a step of a sweep.
struct Assignment: Equatable, Sendable {
    var path: [String]
    /// Where the key was written.
    var place: SpecPlace
    var value: SpecNode

    var key: String { path.joined(separator: ".") }

    /// The settings of a block of keys, dotted or nested.
    static func all(in entries: [SpecNode.Entry], allowed: [String]) throws -> [Assignment] {
        try entries.flatMap { entry in
            guard !entry.value.isNull else { throw SpecError(entry.place, "key '\(entry.key)' has no value") }
            return try flattened(Assignment(path: try Vocabulary.path(entry.key, allowed: allowed, at: entry.place),
                                            place: entry.place, value: entry.value), allowed: allowed)
        }
    }

    /// A mapping given for a section stands for its keys one by one, so that the section's other keys keep their values.
    static func flattened(_ assignment: Assignment, allowed: [String]) throws -> [Assignment] {
        guard Vocabulary.sections.contains(assignment.key), let entries = assignment.value.entries else { return [assignment] }
        return try entries.map { entry in
            guard !entry.value.isNull else { throw SpecError(entry.place, "key '\(entry.key)' has no value") }
            return Assignment(path: try Vocabulary.path("\(assignment.key).\(entry.key)", allowed: allowed, at: entry.place),
                              place: entry.place, value: entry.value)
        }
    }
}

extension SpecNode {
    /// Sets the value at a dotted path; throws when a choice made on the way is another one.
    mutating func assign(_ assignment: Assignment) throws {
        try assign(assignment, depth: 0)
    }

    private mutating func assign(_ assignment: Assignment, depth: Int) throws {
        let name = assignment.path[depth]
        let section = assignment.path[..<depth].joined(separator: ".")
        let isLast = depth == assignment.path.count - 1
        if Vocabulary.alternatives.contains(section) {
            // `gaussian` is short for {gaussian: {}}; any other choice has no such option.
            if scalarText == name {
                content = .mapping([Entry(key: name, place: place, value: SpecNode(.mapping([]), at: place))])
            }
            guard let entries, entries.isEmpty || entries.contains(where: { $0.key == name }) else {
                throw SpecError(assignment.place, "'\(assignment.key)' cannot be set because '\(section)' is "
                    + "\(choiceWords) (\(place))")
            }
        }
        guard var entries else { throw mismatch(section, "a mapping") }
        if let index = entries.firstIndex(where: { $0.key == name }) {
            if isLast {
                entries[index] = Entry(key: name, place: assignment.place, value: assignment.value)
            } else {
                try entries[index].value.assign(assignment, depth: depth + 1)
            }
        } else if isLast {
            entries.append(Entry(key: name, place: assignment.place, value: assignment.value))
        } else {
            var inner = SpecNode(.mapping([]), at: assignment.place)
            try inner.assign(assignment, depth: depth + 1)
            entries.append(Entry(key: name, place: assignment.place, value: inner))
        }
        content = .mapping(entries)
    }

    private var choiceWords: String {
        switch content {
        case .scalar(let text, _): "'\(text)'"
        case .sequence: "a list"
        case .mapping(let entries): entries.first.map { "'\($0.key)'" } ?? "empty"
        }
    }
}
