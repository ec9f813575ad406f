import Records
import Reporting
import Specs

/// The records that belong to none of the page's experiments, with the settings in which they differ from these.
struct ReportOverrides {
    /// A run that a spec defines.
    struct Planned {
        let name: String
        let image: String
        let text: String

        init(_ run: ExperimentRun) {
            name = run.spec.name
            image = run.spec.source.image
            text = run.spec.resolved
        }
    }

    let reader: ReportRunReader
    let planned: [Planned]

    /// Each is compared with the runs of the spec of its name, else with the other records of its name.
    func runs(_ stored: [StoredRun]) -> [ReportRun] {
        let specs = stored.map { reader.spec(of: $0.directory) }
        return zip(stored, specs).compactMap { run, spec in
            guard let record = run.record else { return nil }
            let own = planned.filter { $0.name == record.name }
            let sameImage = own.filter { $0.image == record.image }
            let defined = (sameImage.isEmpty ? own : sameImage).map { reader.settings(in: $0.text) }
            let siblings = zip(stored, specs).filter { $0.0.record?.name == record.name && $0.0 != run }.map(\.1)
            let settings =
                defined.isEmpty
                ? spec.filter { one in siblings.contains { !$0.contains(one) } && !["seed", "images"].contains(one.key)
                }
                : ReportRunReader.difference(spec, from: defined)
            // Without a spec to compare with, the sweep's own values are the best there is.
            return reader.run(record, in: run.directory, settings: settings.isEmpty ? nil : settings)
        }
    }
}
