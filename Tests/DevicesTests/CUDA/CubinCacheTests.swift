import FakeCUDA
import Foundation
import Testing

@testable import Devices

extension DriverTests {
    @Suite(.serialized) final class CubinCacheTests {
        private let folder = NSTemporaryDirectory() + "cubins-\(UUID().uuidString)"
        private let cache: CubinCache

        init() {
            cache = CubinCache(folder: folder + "/deeper")
            fake_cuda_reset()
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        @Test func whatIsKeptComesBackForItsKeyAlone() {
            #expect(cache.cubin(for: "a") == nil)
            cache.keep([1, 2, 3], for: "a")
            #expect(cache.cubin(for: "a") == [1, 2, 3])
            #expect(cache.cubin(for: "b") == nil)
            cache.keep([4], for: "a")
            #expect(cache.cubin(for: "a") == [4])
        }

        @Test func aDamagedFileCountsAsMissing() throws {
            cache.keep(Array(0..<100), for: "a")
            let path = cache.path("a"), whole = try #require(FileManager.default.contents(atPath: path))
            for place in stride(from: 0, to: whole.count, by: 3) {
                var bytes = whole
                bytes[place] ^= 0x10
                try bytes.write(to: URL(fileURLWithPath: path))
                #expect(cache.cubin(for: "a") == nil, "byte \(place)")
                try whole.prefix(place).write(to: URL(fileURLWithPath: path))
                #expect(cache.cubin(for: "a") == nil, "\(place) bytes")
            }
        }

        @Test func aFolderThatCannotBeMadeOnlyKeepsNothing() throws {
            try Data().write(to: URL(fileURLWithPath: folder))
            cache.keep([1], for: "a")
            #expect(cache.cubin(for: "a") == nil)
        }

        @Test func theFolderIsThatOfTheUsersCaches() {
            #expect(
                CubinCache(environment: ["XDG_CACHE_HOME": "/c", "HOME": "/h"])?.folder == "/c/spectraldip-kernels")
            #expect(
                CubinCache(environment: ["XDG_CACHE_HOME": "c", "HOME": "/h"])?.folder
                    == "/h/.cache/spectraldip-kernels")
            #expect(CubinCache(environment: [:]) == nil)
        }

        @Test func aProgramIsCompiledOnceForTheSameSourceOptionsDeviceAndDriver() throws {
            func compile(_ source: String, _ options: [String]) throws {
                let driver = try CUDADeviceTests.driver()
                let device = CUDADevice(
                    try CUDAContext(driver.table, driver.places[0]), try driver.compiler.get(), driver: driver.version,
                    cache: cache)
                _ = try device.compile(source, options: options).function(named: "count")
            }
            try DriverTests.withoutLeaks { try compileVariants(compile) }
        }

        private func compileVariants(_ compile: (String, [String]) throws -> Void) throws {
            func compilations() -> Int { Int(fake_cuda_calls("nvrtcCompileProgram")) }
            try compile("count", ["-D A=1"])
            try compile("count", ["-D A=1"])
            #expect(compilations() == 1)
            try compile("count", ["-D A=2"])
            try compile("count ", ["-D A=1"])
            fake_cuda_set_version(12050)
            try compile("count", ["-D A=1"])
            fake_cuda_set_capability(8, 0)
            try compile("count", ["-D A=1"])
            #expect(compilations() == 5)
        }
    }
}
