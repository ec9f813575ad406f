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
        try record.write(to: store.createDirectory(name(record)) + "/run.json")
    }

    private func name(_ record: RunRecord) -> RunName { name(record.name, record.key) }

    private func name(_ experiment: String, _ key: String) -> RunName {
        RunName(experiment: experiment, image: "image_F16_512rgb", settings: ["controlled"], seed: 0, key: key)
    }

    @Test func foldersSayImageAndCase() throws {
        #expect(
            RunStore(root: "Results").directory(name("lipschitz", "12ab"))
                == "Results/runs/lipschitz/F16-controlled-seed0-12ab")
        let path = try store.createDirectory(name("lipschitz", "12ab"))
        #expect(path == store.directory(name("lipschitz", "12ab")))
        #expect(Folder.exists(path))
        #expect(store.name(of: path) == "lipschitz/F16-controlled-seed0-12ab")
        #expect(store.directory(called: store.name(of: path)) == path)
    }

    @Test func findsOneRecord() throws {
        #expect(store.names.isEmpty)
        try add(.example())
        #expect(store.names == ["lipschitz/F16-controlled-seed0-0123abcd"])
        #expect(StoredRun(directory: store.directories[0]).record == .example())
        try AtomicFile.write("{", to: store.directories[0] + "/run.json")
        let broken = StoredRun(directory: store.directories[0])
        #expect(broken.record == nil && broken.problem != nil)
    }

    /// Records of earlier versions, also one that has lost its record, beside an experiment that is called like one.
    @Test func foldersOfEarlierVersionsAreRead() throws {
        let old = store.root + "/runs/lipschitz-0123456789ab", lost = store.root + "/runs/lipschitz-ba9876543210"
        try Folder.create(old)
        try RunRecord.example(key: "0123456789ab").write(to: old + "/run.json")
        try Folder.create(lost + "/checkpoint")
        let new = try store.createDirectory(name("called-0123456789ab", "00000000000a"))
        try RunRecord.example(name: "called", key: "00000000000a").write(to: new + "/run.json")
        try Folder.create(store.root + "/runs/.hidden/a-00000000000b")
        try Folder.create(store.root + "/runs/empty")
        #expect(
            store.names == [
                "called-0123456789ab/F16-controlled-seed0-00000000000a", "lipschitz-0123456789ab",
                "lipschitz-ba9876543210",
            ])
        #expect(store.directories == [new, old, lost])
        #expect(try store.all().map(\.record?.key) == ["00000000000a", "0123456789ab", nil])
        #expect(try store.all().map(\.name) == store.names && store.name(of: old) == "lipschitz-0123456789ab")
    }

    /// The folder of an experiment goes with its last run.
    @Test func removesWhatIsEmpty() throws {
        let one = try store.createDirectory(name("a", "1")), two = try store.createDirectory(name("a", "2"))
        try AtomicFile.write("text", to: one + "/log.txt")
        store.remove(one)
        #expect(store.directories == [two])
        store.remove(two)
        #expect(!Folder.exists(store.root + "/runs/a") && Folder.exists(store.root + "/runs"))
    }

    /// A page that reads all records many times sees them as they were.
    @Test func aFrozenStoreStaysAsItWas() throws {
        try add(.example(name: "lipschitz", key: "1"))
        let directory = store.directory(name("lipschitz", "1"))
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
        let empty = try store.createDirectory(name("h", "4"))
        let torn = try store.createDirectory(name("i", "5"))
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
            try store.createDirectory(name("a", "b"))
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
        #expect(throws: RecordError.self) { try store.createDirectory(self.name(name, "key")) }
        #expect(throws: RecordError.self) { try store.createDirectory(self.name("a", name)) }
    }
}
