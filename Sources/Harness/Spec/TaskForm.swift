import Restoration

/// The key `task`: `{denoise: {sigma: 25}}` or `{inpaint: {bernoulli: 0.5}}` (METHOD section 5).
enum TaskForm {
    static func read(_ node: SpecNode?) throws -> RestorationTask {
        guard let node else { return .denoise(sigma: 25) }
        let (name, options) = try node.alternative("task", RestorationTask.Name.self)
        switch name {
        case .denoise:
            let entries = try options?.mapping("denoise", allowed: ["sigma"]) ?? []
            return .denoise(sigma: try entries.value("sigma")?.number("sigma", .above(0).atMost(255)) ?? 25)
        case .inpaint:
            let entries = try options?.mapping("inpaint", allowed: ["bernoulli"]) ?? []
            return .inpaint(keep: try entries.value("bernoulli")?.number("bernoulli", .above(0).below(1)) ?? 0.5)
        }
    }

    static func text(_ task: RestorationTask) -> String {
        switch task {
        case .denoise(let sigma): "{denoise: {sigma: \(CanonicalText.number(sigma))}}"
        case .inpaint(let keep): "{inpaint: {bernoulli: \(CanonicalText.number(keep))}}"
        }
    }
}

extension [SpecNode.Entry] {
    /// The value of a key; nil when it was left out.
    func value(_ key: String) -> SpecNode? {
        first { $0.key == key }?.value
    }
}
