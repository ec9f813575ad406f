/// What was found of one thing that the program uses.
struct Finding {
    enum Verdict: String {
        case ok
        /// Something is missing that not all work needs.
        case note
        /// Something is missing without which the program does not work as it should.
        case missing
    }

    let verdict: Verdict
    let name: String
    let text: String
    /// What to do about it; nil where there is nothing to do.
    let advice: String?

    static func ok(_ name: String, _ text: String) -> Finding {
        Finding(verdict: .ok, name: name, text: text, advice: nil)
    }

    static func note(_ name: String, _ text: String, advice: String) -> Finding {
        Finding(verdict: .note, name: name, text: text, advice: advice)
    }

    static func missing(_ name: String, _ text: String, advice: String) -> Finding {
        Finding(verdict: .missing, name: name, text: text, advice: advice)
    }

    var row: [String] { [verdict.rawValue, name, text + (advice.map { "; \($0)" } ?? "")] }
}
