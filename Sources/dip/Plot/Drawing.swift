import Reporting

/// Draws scripts that are written.
enum Drawing {
    /// Prints the path of every picture; throws `WorkFailure`, as the script is there already.
    static func draw(_ script: String, formats: [FigureFormat] = [.svg]) throws {
        do {
            for picture in try Gnuplot().render(script: script, formats: formats) { print(picture) }
        } catch {
            throw WorkFailure("\(error)")
        }
    }
}
