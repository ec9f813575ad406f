import Foundation
import Records
import Testing

@Suite struct RunStoreTests {
    private let folder: TemporaryFolder
    private let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = RunStore(root: folder.path + "/Results")
    }

    private func add(_ record: RunRecord) throws {
        try record.write(to: store.createDirectory(name: record.name, key: record.key) + "/run.json")
    }

    @Test func foldersAreNamedByNameAndKey() throws {
        #expect(RunStore(root: "Results").directory(name: "lipschitz", key: "12ab") == "Results/runs/lipschitz-12ab")
        let path = try store.createDirectory(name: "lipschitz", key: "12ab")
        #expect(path == store.directory(name: "lipschitz", key: "12ab"))
        #expect(Folder.exists(path))
    }

    @Test func findsOneRecord() throws {
        #expect(try store.record(name: "lipschitz", key: "0123abcd") == nil)
        try add(.example())
        #expect(try store.record(name: "lipschitz", key: "0123abcd") == .example())
        try AtomicFile.write("{", to: store.directory(name: "lipschitz", key: "0123abcd") + "/run.json")
        #expect(throws: RecordError.self) { try store.record(name: "lipschitz", key: "0123abcd") }
    }

    /// A page that reads all records many times sees them as they were.
    @Test func aFrozenStoreStaysAsItWas() throws {
        try add(.example(name: "lipschitz", key: "1"))
        let directory = store.directory(name: "lipschitz", key: "1")
        try AtomicFile.write("name: a\n", to: directory + "/spec.yaml")
        let frozen = try store.frozen()
        try add(.example(name: "lipschitz", key: "2"))
        try AtomicFile.write("name: b\n", to: directory + "/spec.yaml")
        #expect(try frozen.all().count == 1 && frozen.specText(of: directory) == "name: a\n")
        #expect(try store.all().count == 2 && store.specText(of: directory) == "name: b\n")
        #expect(store.specText(of: store.root) == "")
    }

    @Test func aStoreThatIsNotThereIsEmpty() throws {
        #expect(try store.all().isEmpty)
    }

    @Test func listsRunsByNameThenLabelAndBrokenOnesWithTheReason() throws {
        try add(.example(name: "lipschitz", key: "1", label: "network.lipschitz=3"))
        try add(.example(name: "lipschitz", key: "2", label: "network.lipschitz=1"))
        try add(.example(name: "gaussian", key: "3", label: "sigma=1"))
        let empty = try store.createDirectory(name: "h", key: "4")
        let torn = try store.createDirectory(name: "i", key: "5")
        try AtomicFile.write("{\"name\"", to: torn + "/run.json")
        try AtomicFile.write("not a run", to: store.root + "/runs/README")

        let runs = try store.all()
        #expect(runs.map { $0.record?.key } == ["3", nil, nil, "2", "1"])
        #expect(
            runs.map(\.problem) == [
                nil, "\(empty)/run.json: cannot be read: no such file or directory",
                "\(torn)/run.json: is not valid JSON", nil, nil,
            ])
        #expect(runs[1].directory == empty)
    }

    @Test func aFileInTheWayIsNamed() throws {
        let root = try folder.file("Results", "text")
        #expect(throws: RecordError("\(root): cannot be created: a file of that name is in the way")) {
            try store.createDirectory(name: "a", key: "b")
        }
    }

    @Test func aFileInsteadOfTheListOfRunsIsNamed() throws {
        try Folder.create(store.root)
        try AtomicFile.write("text", to: store.root + "/runs")
        let error = try #require(throws: RecordError.self) { try store.all() }
        #expect(error.description.hasPrefix(store.root + "/runs: cannot be listed"))
    }

    @Test(arguments: ["", ".", "..", "a/b", "../escape", ".hidden"])
    func namesThatLeaveTheStoreAreRefused(_ name: String) {
        #expect(throws: RecordError.self) { try store.createDirectory(name: name, key: "key") }
    }
}
