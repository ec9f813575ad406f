import Foundation
import Testing

@testable import Devices

/// NVIDIA's compiler where it is installed: in $DIP_NVRTC, or where the program looks for it.
private let compiler: NVRTC? = {
    if let path = ProcessInfo.processInfo.environment["DIP_NVRTC"] {
        return DynamicLibrary(opening: [path]).flatMap { try? NVRTC($0) }
    }
    return try? NVRTC.load(for: CUDAVersion(major: 99, minor: 0))
}()

@Suite struct NVRTCTests {
    private let source = """
        extern "C" __global__ void both(float *y, float a, float b, float c) {
        #if !defined(DIP_CUDA) || defined(DIP_OPENCL)
        #error dialect
        #endif
            y[SIZE] = a * b + c; y[1] = __fmaf_rn(a, b, c);
        }
        """

    @Test(.enabled(if: compiler != nil, "NVRTC is not installed"), arguments: [80, 90])
    func aKernelBecomesMachineCode(capability: Int) throws {
        let compiler = try #require(compiler)
        #expect(compiler.problem(capability) == nil)
        let options = NVRTC.options(capability, ["-DSIZE=0"])
        let cubin = try compiler.compile(source, options: options, device: "card").cubin
        // An ELF file for CUDA's machine.
        #expect(cubin.starts(with: [0x7F, 0x45, 0x4C, 0x46]) && cubin[18] == 190)
        // The same bytes again: a cache may keep them.
        #expect(try compiler.compile(source, options: options, device: "card").cubin == cubin)
        let contracted = options.map { $0 == "--fmad=false" ? "--fmad=true" : $0 }
        #expect(try compiler.compile(source, options: contracted, device: "card").cubin != cubin)
    }

    @Test(.enabled(if: compiler != nil, "NVRTC is not installed"))
    func whatDoesNotCompileSaysWhy() throws {
        let compiler = try #require(compiler)
        let error = #expect(throws: DeviceError.self) {
            try compiler.compile(source, options: NVRTC.options(90, []), device: "card")
        }
        #expect(error?.log?.contains("SIZE") == true)
        #expect(error?.description.contains("error") == true && error?.description.contains("\n") == false)
        #expect(compiler.problem(35) == "\(compiler.title) does not compile for compute capability 3.5")
    }

    @Test func librariesAreFoundNewestFirstWhereverTheyAre() throws {
        let root = NSTemporaryDirectory() + "nvrtc-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: root) }
        func file(_ path: String) throws {
            let url = URL(fileURLWithPath: "\(root)/\(path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
        }
        let python = "lib/python3.11/site-packages/nvidia"
        try file("venv/\(python)/cuda_nvrtc/lib/libnvrtc.so.12")
        try file("venv/\(python)/cu13/lib/libnvrtc.so.13")
        try file("venv/\(python)/cu13/lib/libnvrtc-builtins.so.13.2")
        try file("toolkit/lib64/libnvrtc.so.11.8.89")
        try file("program/libnvrtc.so.12")
        let found = NVRTC.paths(
            ["VIRTUAL_ENV": "\(root)/venv", "CUDA_HOME": "\(root)/toolkit"], program: "\(root)/program/dip",
            home: "\(root)/home"
        ).filter { $0.name.hasPrefix(root) }
        let names: [String] = found.map { String($0.name.dropFirst(root.count + 1)) }
        let expected: [String] = [
            "venv/\(python)/cu13/lib/libnvrtc.so.13", "program/libnvrtc.so.12",
            "venv/\(python)/cuda_nvrtc/lib/libnvrtc.so.12", "toolkit/lib64/libnvrtc.so.11.8.89",
        ]
        #expect(names == expected)
        #expect(found.map(\.major) == [13, 12, 12, 11])
    }
}
