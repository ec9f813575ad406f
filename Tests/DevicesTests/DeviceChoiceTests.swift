import Devices
import Testing

@Suite struct DeviceChoiceTests {
    @Test(arguments: [
        ("cpu", DeviceChoice.cpu), ("auto", .auto), ("opencl", .opencl(0)), ("opencl:2", .opencl(2)),
        ("cuda", .cuda(0)), ("cuda:12", .cuda(12)),
    ])
    func readsEveryForm(text: String, choice: DeviceChoice) throws {
        #expect(try DeviceChoice(parsing: text) == choice)
        #expect(try DeviceChoice(parsing: choice.description) == choice)
    }

    @Test(arguments: [
        "", "gpu", "CPU", "cpu:0", "auto:1", "opencl:", "opencl:-1", "cuda:1:2", "cuda:+1", "cuda:99999999999999999999",
    ])
    func refusesOtherWords(text: String) {
        #expect(throws: DeviceError.unknownChoice(text)) { try DeviceChoice(parsing: text) }
    }

    @Test func anUnknownWordIsAnsweredWithThoseAllowed() {
        #expect(
            "\(DeviceError.unknownChoice("gpu"))"
                == "the device 'gpu' is not known; allowed are cpu, opencl, opencl:N, cuda, cuda:N and auto")
    }
}
