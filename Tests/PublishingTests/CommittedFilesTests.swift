import Foundation
import Specs
import TestTools
import Testing
@testable import Publishing

/// The figures and tables of the repository: each is where the program writes it now.
@Suite struct CommittedFilesTests {
    private static let root = repository.path

    private func files(in folder: String, _ ends: [String]) -> [String] {
        let all = FileManager.default.enumerator(atPath: "\(Self.root)/\(folder)")?.compactMap { $0 as? String } ?? []
        return all.filter { path in
            ends.contains { path.hasSuffix($0) } && !path.contains("/quick/") && !path.contains("-quick")
        }
    }

    /// Requests for every spec at every scale.
    private func requests() throws -> [PublishingRequest] {
        try ["figures", "tables", "ablations"].flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: "\(Self.root)/Experiments/\(folder)").flatMap { name in
                let spec = "\(Self.root)/Experiments/\(folder)/\(name)"
                return try Experiment.scales(of: spec).map { PublishingRequest(spec: spec, scale: $0) }
            }
        }
    }

    @Test func eachFigureIsWhereItsSpecPutsIt() throws {
        let paths = Set(
            try requests().flatMap { request in
                let experiment = try request.experiment()
                return experiment.figures.flatMap {
                    FigurePlan(request: request, experiment: experiment, block: $0).paths
                }
            })
        let drawn = files(in: "Plots", [".svg", ".gp"]).filter { $0.contains("/") }
        #expect(drawn.count > 70)
        let astray = drawn.filter { file in !paths.contains(String(file[..<file.lastIndex(of: ".")!])) }
        #expect(astray == [])
    }

    @Test func eachTableHasTheNameThatItsSpecGives() throws {
        let names = Set(
            try requests().flatMap { request in
                let experiment = try request.experiment()
                return (experiment.tables.isEmpty ? [.standard] : experiment.tables).map {
                    TablePlan(request: request, experiment: experiment, block: $0).name
                }
            }
        ).union([PaperFigures.name])
        let made = files(in: "Results/tables", [".md", ".csv", ".tex"])
        #expect(made.count > 100)
        let astray = made.filter { file in !names.contains(String(file[..<file.lastIndex(of: ".")!])) }
        #expect(astray == [])
    }

    /// Two scales never write the same file, and what shows photographs is apart.
    @Test func scalesAndPicturesAreApart() throws {
        var owners: [String: String] = [:]
        for request in try requests() {
            let experiment = try request.experiment(), scale = experiment.scaleInNames
            for block in experiment.figures {
                for path in FigurePlan(request: request, experiment: experiment, block: block).paths {
                    let owner = owners.updateValue("\(experiment.name) \(scale)", forKey: path)
                    #expect(owner == nil, "\(path) of \(experiment.name) at \(scale) and of \(owner ?? "")")
                    let parts = path.split(separator: "/").dropLast().map(String.init)
                    #expect(parts.first == experiment.name && parts.contains(scale) == !scale.isEmpty)
                    #expect((parts.last == FigurePlan.pictures) == block.kind.showsImages, "\(path)")
                }
            }
        }
        #expect(owners.count > 100)
    }
}
