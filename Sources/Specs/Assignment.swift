/// One setting that overrides a spec: from a `scale` block, an argument or a step of a sweep.
struct Assignment: Equatable, Sendable {
    var path: [String]
    /// The place of the key.
    var place: SpecPlace
    var value: SpecNode

    var key: String { path.joined(separator: ".") }

    /// The settings of a block of keys, dotted or nested. What is wrong is collected, and what is right is read.
    ///
    /// A mapping given for a section stands for its keys one by one, so that the section's other keys keep their
    /// values.
    static func all(in entries: [SpecNode.Entry], allowed: [String], _ mistakes: inout Mistakes) -> [Assignment] {
        let keyed = entries.flatMap { entry in
            guard allowed.contains(entry.key), Vocabulary.isSection(entry.key), let inner = entry.value.entries else {
                return [(entry.key, entry)]
            }
            return inner.map { ("\(entry.key).\($0.key)", $0) }
        }
        var all: [Assignment] = [], misspellsArchitecture = false
        for (key, entry) in keyed {
            if let assignment = mistakes.attempt({ try Assignment(entry, key: key, allowed: allowed) }) {
                all.append(assignment)
            } else {
                misspellsArchitecture = misspellsArchitecture || Vocabulary.nearest(to: key) == "network.architecture"
            }
        }
        // Of what network the other keys are is not known then.
        return misspellsArchitecture ? all.filter { $0.path[0] != "network" } : all
    }

    init(path: [String], place: SpecPlace, value: SpecNode) {
        self.path = path
        self.place = place
        self.value = value
    }

    private init(_ entry: SpecNode.Entry, key: String, allowed: [String]) throws {
        guard !entry.value.isNull else { throw SpecError(entry.place, "key '\(entry.key)' has no value") }
        self.init(
            path: try Vocabulary.path(key, allowed: allowed, at: entry.place), place: entry.place, value: entry.value)
    }
}

extension SpecNode {
    /// Sets the value at a dotted path; throws when a choice on the path has a different value.
    mutating func assign(_ assignment: Assignment) throws {
        try assign(assignment, depth: 0)
    }

    private mutating func assign(_ assignment: Assignment, depth: Int) throws {
        let name = assignment.path[depth]
        let section = assignment.path[..<depth].joined(separator: ".")
        let isLast = depth == assignment.path.count - 1
        if Vocabulary.isAlternative(section) {
            // `gaussian` is short for {gaussian: {}}; any other choice has no such option.
            if scalarText == name {
                content = .mapping([Entry(key: name, place: place, value: SpecNode(.mapping([]), at: place))])
            }
            guard let entries, entries.isEmpty || entries.contains(where: { $0.key == name }) else {
                try checkChoice(section)
                throw SpecError(
                    assignment.place,
                    "'\(assignment.key)' cannot be set because '\(section)' is \(choiceWords) (\(place))")
            }
        }
        if depth == 1, Self.listed.contains(section), case .sequence(var blocks) = content {
            for index in blocks.indices { try blocks[index].assign(assignment, depth: depth) }
            content = .sequence(blocks)
            return
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

    /// The sections of which a spec may have several: what is set of them is set in each.
    private static let listed: Set<String> = ["figure", "table"]

    /// Throws for a name that is none of the section's, which is the mistake then, not the key below another name.
    private func checkChoice(_ section: String) throws {
        guard scalarText != nil, let entry = Vocabulary.entry(section), case .choice(let names, _) = entry.allowed
        else { return }
        _ = try name(entry.name, among: names)
    }

    private var choiceWords: String {
        switch content {
        case .scalar(let text, _): "'\(text)'"
        case .sequence: "a list"
        case .mapping(let entries): entries.first.map { "'\($0.key)'" } ?? "empty"
        }
    }
}
