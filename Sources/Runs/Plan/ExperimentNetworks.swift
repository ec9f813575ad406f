import Architectures
import Networks
import Specs

/// A network that an experiment trains, at the size of the image that it restores.
package struct ExperimentNetwork: Sendable {
    /// The first run that trains it.
    package let label: String
    package let architecture: Architecture
    package let network: Network
}

extension Experiment {
    /// The distinct networks that the runs train, in the order of the runs; networks differ by architecture or size.
    /// - Parameter image: a size in pixels to use instead of the runs' images, which are then not read.
    /// - Throws: a sentence naming the spec when an image cannot be read or a network does not suit its size.
    package func networks(image: (channels: Int, width: Int, height: Int)? = nil) throws -> [ExperimentNetwork] {
        let reader = InputReader(specPath: path)
        var seen: [(architecture: Architecture, network: Network)] = []
        return try runs.compactMap { run in
            let input = try image == nil ? reader.resolve(run.spec) : nil
            let size = image ?? (channels: input!.channels, width: input!.width, height: input!.height)
            guard !run.spec.fit.method.hasOwnNetwork else { return nil }
            let architecture = run.spec.fit.architecture, found: Network?
            do {
                found = try run.spec.fit.network(channels: size.channels, height: size.height, width: size.width)
            } catch {
                throw SpecError(.file(path), "\(error)")
            }
            guard let network = found,
                !seen.contains(where: { other in
                    other.architecture == architecture && other.network.input == network.input
                        && other.network.output == network.output
                })
            else { return nil }
            seen.append((architecture, network))
            return ExperimentNetwork(label: run.label, architecture: architecture, network: network)
        }
    }
}
