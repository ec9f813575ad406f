/// NVIDIA's compiler as a library: from source to machine code of one kind of device, without a device.
struct NVRTC: @unchecked Sendable {
    typealias Program = UnsafeMutableRawPointer
    typealias GetSize = @convention(c) (Program, UnsafeMutablePointer<Int>) -> Int32
    typealias GetBytes = @convention(c) (Program, UnsafeMutablePointer<CChar>) -> Int32
    typealias Texts = UnsafePointer<UnsafePointer<CChar>?>

    private let createProgram:
        @convention(c) (
            UnsafeMutablePointer<Program?>, UnsafePointer<CChar>, UnsafePointer<CChar>?, Int32, Texts?, Texts?
        ) -> Int32
    private let compileProgram: @convention(c) (Program, Int32, Texts?) -> Int32
    private let getLogSize: GetSize
    private let getLog: GetBytes
    private let getCubinSize: GetSize
    private let getCubin: GetBytes
    private let destroyProgram: @convention(c) (UnsafeMutablePointer<Program?>) -> Int32
    private let getErrorString: @convention(c) (Int32) -> UnsafePointer<CChar>?

    let version: CUDAVersion
    /// The compute capabilities that it compiles for: 90 is 9.0.
    let capabilities: [Int]

    /// `NVRTC 12.4`.
    var title: String { "NVRTC \(version)" }

    /// - Throws: `DeviceError.brokenDriver` for a library that is too old or does not answer.
    init(_ library: DynamicLibrary) throws(DeviceError) {
        func function<F>(_ name: String) throws(DeviceError) -> F {
            guard let function: F = library.optionalFunction(name) else {
                throw .brokenDriver(.cuda, reason: "the compiler \(library.name) is too old: it has no \(name)")
            }
            return function
        }
        createProgram = try function("nvrtcCreateProgram")
        compileProgram = try function("nvrtcCompileProgram")
        getLogSize = try function("nvrtcGetProgramLogSize")
        getLog = try function("nvrtcGetProgramLog")
        getCubinSize = try function("nvrtcGetCUBINSize")
        getCubin = try function("nvrtcGetCUBIN")
        destroyProgram = try function("nvrtcDestroyProgram")
        getErrorString = try function("nvrtcGetErrorString")
        typealias Number = UnsafeMutablePointer<Int32>
        let getVersion: @convention(c) (Number, Number) -> Int32 = try function("nvrtcVersion")
        let getCount: @convention(c) (Number) -> Int32 = try function("nvrtcGetNumSupportedArchs")
        let getAll: @convention(c) (Number) -> Int32 = try function("nvrtcGetSupportedArchs")
        var major: Int32 = 0, minor: Int32 = 0, count: Int32 = 0
        guard getVersion(&major, &minor) == 0, getCount(&count) == 0 else {
            throw .brokenDriver(.cuda, reason: "the compiler \(library.name) does not answer")
        }
        var all = [Int32](repeating: 0, count: Int(count))
        guard getAll(&all) == 0 else {
            throw .brokenDriver(.cuda, reason: "the compiler \(library.name) does not answer")
        }
        version = CUDAVersion(major: Int(major), minor: Int(minor))
        capabilities = all.map(Int.init)
    }

    /// Why it has no machine code for a compute capability; nil when it has.
    func problem(_ capability: Int) -> String? {
        capabilities.contains(capability)
            ? nil : "\(title) does not compile for compute capability \(capability / 10).\(capability % 10)"
    }

    /// Options that every program is compiled with: nothing is contracted, everything is rounded as IEEE 754 says.
    static func options(_ capability: Int, _ definitions: [String]) -> [String] {
        [
            "--gpu-architecture=sm_\(capability)", "--fmad=false", "--ftz=false", "--prec-div=true",
            "--prec-sqrt=true", "-DDIP_CUDA=1",
        ] + definitions
    }

    /// Machine code of all kernels of a source.
    /// - Throws: `DeviceError.compile` with the compiler's log.
    func compile(_ source: String, options: [String], device: String) throws(DeviceError) -> (
        cubin: [UInt8], log: String
    ) {
        var program: Program?
        try check(createProgram(&program, source, "kernels.cu", 0, nil, nil), device)
        guard let handle = program else { throw .compile(device: device, log: "error: NVRTC makes no program") }
        defer { _ = destroyProgram(&program) }
        let code = Self.withTexts(options) { compileProgram(handle, Int32(options.count), $0) }
        let log = String(decoding: bytes(handle, getLogSize, getLog)?.prefix { $0 != 0 } ?? [], as: UTF8.self)
        if code != 0 { throw .compile(device: device, log: log.isEmpty ? words(code) : log) }
        guard let cubin = bytes(handle, getCubinSize, getCubin), !cubin.isEmpty else {
            throw .compile(device: device, log: log + "\nerror: NVRTC gives no machine code")
        }
        return (cubin, log)
    }

    private func bytes(_ program: Program, _ size: GetSize, _ get: GetBytes) -> [UInt8]? {
        var count = 0
        guard size(program, &count) == 0 else { return nil }
        var bytes = [CChar](repeating: 0, count: max(count, 1))
        guard get(program, &bytes) == 0 else { return nil }
        return bytes.prefix(count).map(UInt8.init(bitPattern:))
    }

    private func check(_ code: Int32, _ device: String) throws(DeviceError) {
        if code != 0 { throw .compile(device: device, log: "error: \(words(code))") }
    }

    private func words(_ code: Int32) -> String { getErrorString(code).map { String(cString: $0) } ?? "error \(code)" }

    private static func withTexts<R>(_ texts: [String], _ body: (Texts) -> R) -> R {
        let ends = texts.map(\.utf8CString.count)
        let bytes = texts.flatMap(\.utf8CString)
        return bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            let pointers = ends.map { count in
                defer { start += count }
                return bytes.baseAddress.map { $0 + start }
            }
            return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
        }
    }
}
