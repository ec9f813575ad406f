/// Why a fit cannot start or continue; its description is the sentence to show.
public enum FitError: Error, CustomStringConvertible, Equatable {
    case diverged(iteration: Int, operation: String)
    case unsuitableInput(String)

    public var description: String {
        switch self {
        case .diverged(let iteration, let operation):
            "the loss stopped being a finite number at iteration \(iteration); the first value that is not finite came from: \(operation)"
        case .unsuitableInput(let reason): reason
        }
    }
}
