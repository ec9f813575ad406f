import Architectures
import SpecFixtures
import Testing
@testable import Specs

/// A program that knows the set that the documentation names.
private struct OneSet: ImageSets {
    var names: [String] { ["set9"] }

    func images(of name: String) -> [DatasetImage]? {
        names.contains(name)
            ? [DatasetImage(dataset: name, file: "leaves.png", sha256: "", samples: nil, path: "/leaves.png")] : nil
    }
}

/// What the documentation of every key says against what the program reads.
@Suite struct KeysTests {
    /// A key with a network that has it, where it is one of a network.
    struct Case: CustomTestStringConvertible, Sendable {
        let key: SpecKey
        let architecture: Architecture.Name?
        let allowed: SpecValue
        let standard: String?

        var testDescription: String { key.path + (architecture.map { " of \($0.rawValue)" } ?? "") }

        func spec(_ value: String?) -> String { KeySpec.text(key, value, architecture) }
    }

    private static let all: [Case] = Vocabulary.all.flatMap { key -> [Case] in
        guard key.path.hasPrefix("network."), key.path != "network.architecture" else {
            return [Case(key: key, architecture: nil, allowed: key.allowed, standard: key.standard)]
        }
        if !key.scopes.isEmpty {
            return key.scopes.map {
                Case(
                    key: key, architecture: $0.architecture, allowed: $0.allowed, standard: $0.standard ?? key.standard)
            }
        }
        let owner = Vocabulary.entry(key.path.split(separator: ".").prefix(2).joined(separator: "."))!
        return owner.scopes.map {
            Case(key: key, architecture: $0.architecture, allowed: key.allowed, standard: key.standard)
        }
    }

    @Test func keysOfNetworksSayWhoHasThem() {
        #expect(Self.all.count > Vocabulary.all.count)
        #expect(
            Vocabulary.all.filter { $0.path.hasPrefix("network.") && $0.path.split(separator: ".").count == 2 }
                .allSatisfy { !$0.scopes.isEmpty })
        #expect(Set(Vocabulary.all.map(\.path)).count == Vocabulary.all.count)
    }

    @Test(arguments: all)
    func examplesAreAccepted(_ request: Case) {
        let example = request.key.allowed == .name ? "" : request.key.example
        // An example of all networks' need not be one of each.
        guard request.architecture == request.key.scopes.first?.architecture || request.key.scopes.isEmpty else {
            return
        }
        #expect(refusal(request.spec(example), sets: OneSet()) == nil, "\(request.spec(example))")
    }

    /// Both ends of every range, every name, and what is just beyond.
    @Test(arguments: all)
    func whatIsAllowedIsAcceptedAndNothingElse(_ request: Case) {
        let names = if case .names(let names) = request.key.allowed { names } else { request.key.below.map(\.name) }
        let probes = KeyProbes(request.allowed, names: names)
        for value in probes.accepted where !Self.dependsOnMore(request.key, value) {
            #expect(refusal(request.spec(value)) == nil, "\(request.spec(value))")
        }
        for value in probes.refused {
            #expect(refusal(request.spec(value)) != nil, "\(request.spec(value))")
        }
    }

    /// What its own range does not tell: a crop has an area.
    private static func dependsOnMore(_ key: SpecKey, _ value: String) -> Bool {
        key.path == "crop" && value.hasPrefix("[")
    }

    /// A key of other networks is refused by its name.
    @Test(arguments: Vocabulary.all.filter { $0.architectures != nil }.map(\.path))
    func otherNetworksRefuseAKey(_ path: String) throws {
        let key = try #require(Vocabulary.entry(path))
        for architecture in Architecture.Name.allCases
        where !key.scopes.contains(where: { $0.architecture == architecture }) {
            let spec = KeySpec.text(key, key.allowed == .name ? "" : key.example, architecture)
            #expect(refusal(spec) != nil, "\(spec)")
        }
    }

    /// A default that is written out gives what leaving the key out gives, in figures and tables, too.
    @Test(arguments: all.filter { $0.standard != nil })
    func defaultsAreThoseOfTheProgram(_ request: Case) throws {
        let written = try experiment(request.spec(request.standard)), left = try experiment(request.spec(nil))
        #expect(written.runs.map(\.spec.hashedText) == left.runs.map(\.spec.hashedText))
        #expect(written.figures == left.figures && written.tables == left.tables)
    }
}
