import Devices
import Foundation
import Records
import Testing

/// A usable device of OpenCL on this machine.
private let device = DeviceCatalogue.all().first { $0.driver == .opencl && $0.problem == nil }

@Suite struct DeviceCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "tiny.yaml")
    }

    @Test func devicesAreListedWithWhyTheyCannotBeUsed() async throws {
        let output = try await DipProgram.run("list", "devices", in: folder)
        let lines = output.out.split(separator: "\n")
        #expect(output.status == 0 && lines[0].hasPrefix("cpu "))
        for found in DeviceCatalogue.all() {
            #expect(lines.contains { $0.hasPrefix("\(found.choice) ") && $0.contains(found.name) })
        }
        for kind in DriverKind.allCases {
            guard let problem = DeviceCatalogue.machine.problem(of: kind) else { continue }
            #expect(lines.contains { $0.hasPrefix("\(kind.rawValue) ") && $0.hasSuffix("\(problem)") })
        }
    }

    @Test(arguments: [["run", "tiny.yaml"], ["run", "tiny.yaml", "-n"], ["bench", "step", "--size", "64"]])
    func whatIsNotThereIsRefusedBeforeAnythingIsDone(words: [String]) async throws {
        let index = DeviceCatalogue.all().count { $0.driver == .opencl }
        let command = words.joined(separator: " ")
        let missing = try await DipProgram.shell("exec \"$0\" \(command) --device opencl:\(index)", in: folder)
        #expect(missing.status == 2 && missing.out == "" && folder.names().filter { $0 != "cache" } == ["tiny.yaml"])
        #expect(missing.error.hasPrefix("dip: --device opencl:\(index): "))
        #expect(missing.error.count { $0 == "\n" } == 1)
        let unknown = try await DipProgram.shell("exec \"$0\" \(command) --device gpu", in: folder)
        #expect(unknown.status == 2)
        #expect(
            unknown.error.contains(
                "the device 'gpu' is not known; allowed are cpu, opencl, opencl:N, cuda, cuda:N and auto"))
    }

    @Test func aSpecDoesNotNameDevices() async throws {
        try folder.write(TinySpec.settings + "device: cuda\n", to: "tiny.yaml")
        let output = try await DipProgram.run("run", "tiny.yaml", "-n", in: folder)
        #expect(output.status == 2 && output.error.contains("unknown key 'device'"))
    }

    @Test(.enabled(if: device != nil, "no device of OpenCL is installed"))
    func aMethodWithoutANetworkIsDoneOnTheProcessor() async throws {
        try folder.write("dataset: synthetic\nimages: [leaves]\nsize: 32\nmethod: cbm3d\n", to: "tiny.yaml")
        let made = try await DipProgram.run("run", "tiny.yaml", "--device", "opencl", in: folder)
        #expect(made.status == 0, "\(made.error)")
        let record = try RunRecord(contentsOf: "\(folder.path)/\(folder.runs()[0])/run.json")
        #expect(record.provenance.device == nil)
    }

    @Test(.enabled(if: device != nil, "no device of OpenCL is installed"))
    func runsOfProcessorAndDeviceAreToldApart() async throws {
        try folder.write(
            TinySpec.settings + TinySpec.sweep + "table: {columns: [{measure: psnr}]}\n", to: "tiny.yaml")
        let made = try await DipProgram.run(
            "run", "tiny.yaml", "network.lipschitz=1", "--device", "opencl", in: folder)
        #expect(made.status == 0, "\(made.error)")
        #expect(made.out.contains("on \(device!.name) (opencl:0)\n"))
        let record = try RunRecord(contentsOf: "\(folder.path)/\(folder.runs()[0])/run.json")
        #expect(record.provenance.device?.name == device?.name)

        let plan = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=1", "-n", in: folder)
        #expect(plan.out.contains("never run on the processor; tiny/leaves-seed0-\(record.key) was run on OpenCL"))
        let again = try await DipProgram.run("run", "tiny.yaml", "-n", "--device", "opencl", in: folder)
        #expect(again.out.contains("2 runs, 1 cached, 1 to run"))

        _ = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=2", in: folder)
        let table = try await DipProgram.run("table", "tiny.yaml", in: folder)
        let sentence =
            "tiny.yaml: the records come from different devices and differ by rounding: 1 on \(device!.name), 1 on the processor"
        #expect(table.status == 0 && table.error == "dip: \(sentence)\n" && table.out.contains(sentence))
        let export = try await DipProgram.run("export", "tiny.yaml", in: folder)
        #expect(export.out.contains(",seed,device,") && export.out.contains(",cpu,"))
        #expect(export.out.contains(device!.name))
        // The processor has both then, and the device's record is left out.
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        #expect(try await DipProgram.run("table", "tiny.yaml", in: folder).error == "")
        #expect(try await !DipProgram.run("export", "tiny.yaml", in: folder).out.contains("device"))
        #expect(folder.runs().count == 3)
    }

    @Test(.enabled(if: device != nil, "no device of OpenCL is installed"))
    func aDeviceRefusesByNameWhatItCannotTrain() async throws {
        try folder.write(
            TinySpec.settings.replacing("lipschitz: 1", with: "lipschitz: {operator-norm: 1}"), to: "odd.yaml")
        let output = try await DipProgram.run("run", "odd.yaml", "--device", "opencl", in: folder)
        #expect(output.status == 2 && folder.runs().isEmpty)
        #expect(output.error.contains("a device controls reshaped norms only, not "))
    }

    @Test(.enabled(if: device != nil, "no device of OpenCL is installed"))
    func aStepIsTimedOnTheDevice() async throws {
        let output = try await DipProgram.run(
            "bench", "step", "--size", "64", "--width", "16", "--iterations", "1", "--device", "opencl", in: folder)
        #expect(output.status == 0 && output.out.contains(" MB on the device"))
        let profile = try await DipProgram.run(
            "bench", "step", "--size", "64", "--profile", "--device", "opencl", in: folder)
        #expect(profile.status == 2 && profile.error.contains("apply only to the processor's engine"))
    }

    /// PoCL has as many gigabytes as it is told; what needs more is refused by all commands in the same words.
    @Test(.enabled(if: device?.driverVersion.contains("PoCL") == true, "no device of PoCL is installed"))
    func tooLittleMemoryIsRefusedBeforeAnythingIsDone() async throws {
        try folder.write("dataset: synthetic\nimages: [leaves]\nsize: 1024\n", to: "large.yaml")
        let sentence = #/training needs about \d\.\d GB of memory on .*, which has 1\.0 GB; use a smaller image/#
        for command in ["run large.yaml", "bench step --size 1024", "bench roofline --size 1024"] {
            let output = try await DipProgram.shell(
                "exec \"$0\" \(command) --device opencl", in: folder, environment: ["POCL_MEMORY_LIMIT": "1"])
            #expect(output.status == 2 && output.out == "" && folder.runs().isEmpty)
            #expect(output.error.contains(sentence), "\(output.error)")
            #expect(output.error.count { $0 == "\n" } == 1)
        }
    }
}
