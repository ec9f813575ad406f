import Devices
import Testing

@Suite struct DeviceErrorTests {
    private static let sentences: [(DeviceError, String)] = [
        (.noDriver(.cuda, library: "libcuda.so.1"), "there is no CUDA driver: libcuda.so.1 was not found"),
        (.brokenDriver(.opencl, reason: "CL_INVALID_VALUE"), "the OpenCL driver does not work: CL_INVALID_VALUE"),
        (.driverTooOld(.cuda, symbol: "cuGraphLaunch"), "the CUDA driver is too old: it has no cuGraphLaunch"),
        (.noDevice(.opencl, index: 0, found: 0), "OpenCL finds no device"),
        (.noDevice(.cuda, index: 2, found: 2), "CUDA has no device 2; it found 2, numbered from 0"),
        (
            .unusable(choice: .opencl(1), name: "Card", problem: "its driver has no compiler"),
            "opencl:1 (Card) cannot be used: its driver has no compiler"
        ),
        (
            .outOfMemory(device: "Card", bytes: 3 << 29),
            "Card has too little free memory: 1.5 GB more cannot be allocated"
        ),
        (
            .tooSmall(device: "Card", bytes: 3 << 29, memory: 1 << 30),
            "training needs about 1.5 GB of memory on Card, which has 1.0 GB; use a smaller image, or train on the processor "
                + "(--device cpu)"
        ),
        (
            .bufferTooLarge(device: "Card", bytes: 3 << 30, largest: 2 << 30),
            "Card allows buffers of at most 2048 MB, but 3.0 GB is needed"
        ),
        (.noFunction(device: "Card", name: "step"), "a program for Card has no kernel 'step'"),
        (
            .badLaunch(device: "Card", kernel: "step", reason: "it has 2 arguments, not 3"),
            "the kernel 'step' cannot be started on Card: it has 2 arguments, not 3"
        ),
        (.launch(device: "Card", kernel: "step", code: "CODE"), "the kernel 'step' failed on Card: CODE"),
        (.lost(device: "Card", code: "CODE"), "Card was lost: CODE"),
        (.failed(device: "Card", call: "clFinish", code: "CODE"), "Card failed in clFinish: CODE"),
    ]

    @Test(arguments: sentences)
    func everyErrorIsOneSentence(error: DeviceError, sentence: String) {
        #expect("\(error)" == sentence)
    }

    @Test func theLogOfACompilerIsKeptAndItsFirstErrorShown() {
        let log = "\n  2 warnings\n  a.cl:3:1: error: unknown type 'flaot'\n more"
        let error = DeviceError.compile(device: "Card", log: log)
        #expect("\(error)" == "a kernel does not compile for Card: a.cl:3:1: error: unknown type 'flaot'")
        #expect(error.log == log)
        #expect("\(DeviceError.compile(device: "Card", log: ""))".hasSuffix("Card: its compiler does not say why"))
        #expect(DeviceError.lost(device: "Card", code: "CODE").log == nil)
    }
}
