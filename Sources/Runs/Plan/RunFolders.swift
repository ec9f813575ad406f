import Records
import Specs

/// The folders of a store by the keys of their runs, read once.
struct RunFolders {
    private let store: RunStore
    private let names: [Substring: [String]]

    init(in store: RunStore) {
        self.store = store
        names = Dictionary(grouping: store.names) {
            $0[($0.lastIndex(of: "-").map($0.index(after:)) ?? $0.startIndex)...]
        }
    }

    /// Where a run of the experiment lies or will lie: a folder with its key that exists, whatever its other words are, also one of an
    /// earlier version; else the one that it is called by.
    func own(_ name: RunName, of spec: ExperimentSpec) -> String {
        let own = directories(withKey: name.key) { name.fits($0) }
        return own.first { isComplete($0, spec) } ?? own.first { StoredRun(directory: $0).record != nil } ?? own.first
            ?? store.directory(name)
    }

    /// The run's own folder; that of another experiment's run of the same key where only that one is complete, as it has the same numbers.
    func found(_ name: RunName, of spec: ExperimentSpec) -> String {
        let own = own(name, of: spec)
        guard !isComplete(own, spec) else { return own }
        return directories(withKey: name.key) { !name.fits($0) }.first { isComplete($0, spec) } ?? own
    }

    private func directories(withKey key: String, where isWanted: (String) -> Bool) -> [String] {
        (names[key[...]] ?? []).filter(isWanted).map(store.directory(called:))
    }

    private func isComplete(_ directory: String, _ spec: ExperimentSpec) -> Bool {
        RunState(of: spec, directory: directory) { nil } == .cached
    }
}

extension ExperimentRun {
    /// What the run's folder is called.
    func name(key: String) -> RunName {
        RunName(
            experiment: spec.name, image: spec.source.image, settings: axes.filter { $0.key != "seed" }.map(\.word),
            seed: Int(spec.fit.seed), key: key)
    }
}
