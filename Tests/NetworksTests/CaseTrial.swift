import Networks
import OperationCases
import Testing

/// A case of the table at one of its sizes.
struct CaseTrial: CustomTestStringConvertible, Sendable {
    let operation: OperationCase
    let size: CaseSize

    var testDescription: String { "\(operation.name), \(size)" }

    func network() throws -> Network { try operation.network(size) }

    static func trials(_ cases: [OperationCase]) -> [CaseTrial] {
        cases.flatMap { operation in operation.testSizes.map { CaseTrial(operation: operation, size: $0) } }
    }

    static let operations = trials(OperationCase.operations)
    static let chains = trials(OperationCase.chains)
    static let steps = trials(OperationCase.steps)
    static let networks = trials(OperationCase.networks)
}
