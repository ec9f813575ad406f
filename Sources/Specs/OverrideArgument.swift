/// A `key=value` argument of the command line; several values separated by commas are a sweep.
enum OverrideArgument: Equatable, Sendable {
    case value(Assignment)
    case sweep(SweepAxis)

    /// Throws for a missing `=`, an unknown key or a value that is not YAML.
    static func parse(_ argument: String) throws -> [OverrideArgument] {
        let place = SpecPlace.argument(argument)
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
            throw SpecError(place, "an override has the form key=value, such as network.lipschitz=2")
        }
        let key = String(argument[..<equals])
        let text = String(argument[argument.index(after: equals)...])
        if key.hasPrefix("sweep.") {
            throw SpecError(place, "several values with commas are a sweep: \(key.dropFirst("sweep.".count))=1,2")
        }
        let path = try Vocabulary.path(key, allowed: Vocabulary.argument, at: place)
        if key == "title" || key == "name" {
            return [.value(Assignment(path: path, place: place, value: .text(text, at: place)))]
        }
        if key == "variants", !text.hasPrefix("[") {
            // Names as they are, also where one looks like a number.
            let names = split(text).map { SpecNode.text($0, at: place) }
            return [.value(Assignment(path: path, place: place, value: SpecNode(.sequence(names), at: place)))]
        }
        if Vocabulary.blocks.contains(path[0]) {
            // A list here is a list: nothing of a figure or a table can be swept.
            let isList = split(text).count > 1 && !text.hasPrefix("[")
            let value = try SpecDocument.parseArgument(isList ? "[\(text)]" : text, argument: argument)
            return [.value(Assignment(path: path, place: place, value: value))]
        }
        let values = try split(text).map { part in
            let value = part.allSatisfy(\.isWhitespace) ? nil : try SpecDocument.parseArgument(part, argument: argument)
            guard let value, !value.isNull else { throw SpecError(place, "key '\(key)' has no value") }
            return value
        }
        if key == "images" || key == "seeds" {
            let list =
                values.count == 1 && (key == "images" || values[0].items != nil)
                ? values[0] : SpecNode(.sequence(values), at: place)
            return [.value(Assignment(path: path, place: place, value: list))]
        }
        if values.count > 1 { return [.sweep(try SweepAxis(key: key, place: place, values: values))] }
        var mistakes = Mistakes()
        let entry = SpecNode.Entry(key: key, place: place, value: values[0])
        let assignments = Assignment.all(in: [entry], allowed: Vocabulary.argument, &mistakes)
        try mistakes.end()
        return assignments.map { .value($0) }
    }

    /// Its key, and its value as YAML; nil for a sweep.
    var setting: (key: String, value: String?) {
        switch self {
        case .value(let assignment): (assignment.key, assignment.value.summary)
        case .sweep(let axis): (axis.key, nil)
        }
    }

    /// Cuts at the commas outside of brackets and quotes.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var depth = 0
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if "[{".contains(character) {
                depth += 1
            } else if "]}".contains(character) {
                depth -= 1
            } else if character == ",", depth == 0 {
                parts.append("")
                continue
            }
            parts[parts.count - 1].append(character)
        }
        return parts
    }
}
