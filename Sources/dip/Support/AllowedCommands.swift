import Restoration
import Specs
import Wording

extension Experiment {
    /// Refuses specs that name programs from outside, which run with the user's rights, unless the user has allowed them.
    func checkCommands(areAllowed: Bool) throws {
        guard !areAllowed else { return }
        for run in runs {
            guard case .external(let program) = run.spec.fit.method else { continue }
            throw Refusal(
                "\(path): method 'external' runs the program \(program.command[0]) with your rights; if you trust the "
                    + "spec, add --allow-commands")
        }
    }
}
