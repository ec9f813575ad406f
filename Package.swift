// swift-tools-version: 6.2
import Foundation
import PackageDescription

// DIP_SIMD: which instructions the kernels use on x86-64. "avx2" (the default) needs AVX2 and FMA, "avx512" also AVX-512,
// "portable" runs on any processor of the architecture. The Makefile asks the processor.
let simd = Context.environment["DIP_SIMD"] ?? "avx2"
if !["avx2", "avx512", "portable"].contains(simd) {
    FileHandle.standardError.write(Data("DIP_SIMD is '\(simd)'; allowed are avx2, avx512 and portable\n".utf8))
    exit(1)
}

#if arch(x86_64)
let (vectorFlags, vectorDefines): ([String], [SwiftSetting]) =
    switch simd {
    case "avx512":
        (
            ["avx2", "fma", "avx512f", "avx512vl", "avx512dq", "avx512bw", "prefer-vector-width=512"].flatMap {
                ["-Xcc", "-m\($0)"]
            }, [.define("AVX512")]
        )
    case "portable": ([], [.define("UNFUSED")])
    default: (["avx2", "fma"].flatMap { ["-Xcc", "-m\($0)"] }, [])
    }
#else
let vectorFlags: [String] = []
let vectorDefines: [SwiftSetting] = []
#endif

// What computes is optimised in SwiftPM's debug configuration too. The rest is then built without optimisation, the packages
// that this one depends on included: a first build takes a quarter less processor time than `-c release`, training is as
// fast, and @testable needs no flag. A command starts up to 0.15 s later.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O", "-whole-module-optimization", "-num-threads", "2"])]
// Vector instructions have no safe setting.
let kernels: [SwiftSetting] = optimized + [.unsafeFlags(vectorFlags)] + vectorDefines

let package = Package(
    name: "SpectralDIP",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "dip", targets: ["dip"]),
        .library(name: "Imaging", targets: ["Imaging"]),
        .library(name: "Spectra", targets: ["Spectra"]),
        .library(name: "Randomness", targets: ["Randomness"]),
        .library(name: "Networks", targets: ["Networks", "Architectures"]),
        .library(name: "Restoration", targets: ["Restoration"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // Opens OpenBLAS when it is first used: see its header.
        .target(name: "COpenBLAS", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .systemLibrary(name: "CProcessor"),
        .target(
            name: "Kernels", dependencies: ["COpenBLAS", "CProcessor"], exclude: ["README.md"], swiftSettings: kernels),
        .target(name: "BinaryCoding", swiftSettings: optimized),
        .target(name: "Devices", dependencies: ["BinaryCoding", "Wording"]),
        .target(name: "Randomness", dependencies: ["BinaryCoding"], swiftSettings: optimized),
        .target(name: "Networks", dependencies: ["BinaryCoding", "Kernels", "Randomness"], swiftSettings: optimized),
        .target(name: "Architectures", dependencies: ["Networks"], swiftSettings: optimized),
        // Files inside the program: see its header.
        .target(name: "CResources"),
        .target(
            name: "DeviceKernels", dependencies: ["CResources"],
            exclude: [
                "activated", "activation", "adam", "borders", "control", "convolution", "dialect", "folding",
                "frequencies", "layout", "noise", "norm", "objective", "resampling", "sums", "tile", "winograd",
            ].map { "\($0).cl" }),
        .target(
            name: "DeviceSessions", dependencies: ["DeviceKernels", "Devices", "Kernels", "Networks"],
            swiftSettings: optimized),
        .target(name: "OperationCases", dependencies: ["Architectures"], swiftSettings: optimized),
        .systemLibrary(
            name: "CFFTW", pkgConfig: "fftw3f", providers: [.apt(["libfftw3-dev"]), .brew(["fftw"])]),
        .systemLibrary(
            name: "CLibPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .target(name: "CPNG", dependencies: ["CLibPNG"]),
        .systemLibrary(
            name: "CLibJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
        .target(name: "CJPEG", dependencies: ["CLibJPEG"]),
        // Opens libtiff when a TIFF is first read or written: see its header.
        .target(name: "CTIFF", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "Wording"),
        .target(
            name: "Imaging", dependencies: ["BinaryCoding", "CPNG", "CJPEG", "CTIFF", "Randomness", "Wording"],
            swiftSettings: optimized),
        .target(name: "BlockMatching", dependencies: ["Imaging", "Kernels"], swiftSettings: optimized),
        .target(name: "Spectra", dependencies: ["CFFTW", "Imaging"], swiftSettings: optimized),
        .target(
            name: "Restoration",
            dependencies: ["Architectures", "BinaryCoding", "BlockMatching", "Kernels", "Imaging", "Spectra"],
            swiftSettings: optimized),
        .target(name: "Records", dependencies: ["BinaryCoding", "Quoting", "Wording"], swiftSettings: optimized),
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .target(name: "Downloads", dependencies: ["CCrypto", "Wording"]),
        .target(name: "Quoting"),
        .target(
            name: "Reporting", dependencies: ["CResources", "Quoting", "Records", "Wording"],
            exclude: ["report.css", "slider.js", "chart.js", "page.js", "compare.js", "live.js"].map { "Report/\($0)" }),
        .target(
            name: "Specs", dependencies: ["Quoting", "Records", "Restoration", "Wording", "Yams"]),
        .target(
            name: "Datasets",
            dependencies: ["CResources", "Downloads", "Imaging", "Quoting", "Records", "Specs", "Wording"]),
        .target(
            name: "Runs",
            dependencies: [
                "BinaryCoding", "Datasets", "DeviceSessions", "Devices", "Downloads", "Quoting", "Records",
                "Restoration",
                "Specs", "Wording", "CProcessor",
            ], swiftSettings: vectorDefines),
        .target(
            name: "Photographs",
            dependencies: [
                "BinaryCoding", "Devices", "Downloads", "Imaging", "Records", "Restoration", "Runs", "Wording",
            ], swiftSettings: optimized),
        .target(
            name: "Publishing",
            dependencies: [
                "Datasets", "Downloads", "Imaging", "Quoting", "Records", "Reporting", "Runs", "Specs", "Spectra",
                "Wording",
            ]),
        .target(
            name: "Serving",
            dependencies: [
                "Imaging", "Publishing", "Records", "Reporting", "Restoration", "Runs", "Wording",
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ]),
        .target(
            name: "Benchmarks",
            dependencies: [
                "Devices", "OperationCases", "Quoting", "Records", "Restoration", "Runs", "Specs", "Wording",
            ]),
        .executableTarget(
            name: "dip",
            dependencies: [
                "Benchmarks", "BinaryCoding", "Datasets", "Devices", "Downloads", "OperationCases", "Photographs",
                "Publishing",
                "Quoting", "Reporting", "Runs", "Serving", "Specs", "Wording",
                "CCrypto", "COpenBLAS", "CFFTW", "CPNG", "CJPEG", "CTIFF",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(
            name: "Verification", dependencies: ["Restoration", "Records", "Kernels"], path: "Tests/Verification",
            resources: [.copy("Trajectories")], swiftSettings: optimized),
        .executableTarget(name: "verify", dependencies: ["Verification"], path: "Tests/VerifyTool"),
        .target(
            name: "TestSupport",
            dependencies: [
                "DeviceDoubles", "DeviceKernels", "DeviceSessions", "Devices", "Imaging", "Kernels", "Networks",
                "OperationCases", "Randomness",
            ], path: "Tests/TestSupport", swiftSettings: optimized),
        .testTarget(name: "BinaryCodingTests", dependencies: ["BinaryCoding"]),
        .testTarget(
            name: "RandomnessTests", dependencies: ["BinaryCoding", "Randomness"], resources: [.copy("Fixtures")]),
        .testTarget(
            name: "ImagingTests", dependencies: ["BinaryCoding", "Imaging", "Records", "TestSupport", "TestTools"],
            resources: [.copy("Fixtures")], swiftSettings: optimized),
        .testTarget(
            name: "BlockMatchingTests", dependencies: ["BlockMatching", "Imaging", "TestSupport"],
            swiftSettings: optimized),
        .testTarget(
            name: "SpectraTests", dependencies: ["Spectra", "TestSupport"], resources: [.copy("Fixtures")],
            swiftSettings: optimized),
        .target(name: "DeviceDoubles", dependencies: ["Devices"], path: "Tests/DeviceDoubles"),
        .target(name: "FakeCUDA", path: "Tests/FakeCUDA"),
        .testTarget(
            name: "DeviceSessionsTests",
            dependencies: [
                "Architectures", "BinaryCoding", "DeviceDoubles", "DeviceKernels", "DeviceSessions", "Devices",
                "Imaging",
                "Kernels", "MallocCount", "Networks", "OperationCases", "Randomness", "Restoration", "TestSupport",
            ]),
        .testTarget(
            name: "DevicesTests", dependencies: ["DeviceDoubles", "Devices", "FakeCUDA"]),
        .testTarget(
            name: "RecordsTests", dependencies: ["BinaryCoding", "Records", "TestTools"]),
        .target(name: "LoopbackServer", path: "Tests/LoopbackServer"),
        .testTarget(
            name: "DownloadsTests", dependencies: ["Downloads", "LoopbackServer", "Records", "TestTools"]),
        .testTarget(name: "ScriptsTests", dependencies: ["Records", "TestTools"]),
        .testTarget(name: "DocumentationTests"),
        .testTarget(
            name: "QuotingTests", dependencies: ["Quoting", "Records", "TestTools"]),
        .testTarget(name: "WordingTests", dependencies: ["Wording"]),
        .testTarget(
            name: "ReportingTests", dependencies: ["Quoting", "Records", "Reporting"]),
        .target(name: "SpecFixtures", dependencies: ["Specs", "TestTools"], path: "Tests/SpecFixtures"),
        .testTarget(name: "SpecsTests", dependencies: ["SpecFixtures", "Specs"]),
        .testTarget(
            name: "PublishingTests",
            dependencies: ["Datasets", "Imaging", "Publishing", "Records", "Runs", "Specs", "TestTools"]),
        .testTarget(
            name: "ServingTests", dependencies: ["Records", "Reporting", "Serving", "TestTools"]),
        .testTarget(
            name: "BenchmarksTests",
            dependencies: ["Architectures", "Benchmarks", "Devices", "Networks", "OperationCases", "Runs", "Wording"]),
        .target(name: "TestTools", dependencies: ["Records", "Wording"], path: "Tests/TestTools"),
        .target(name: "RunFixtures", dependencies: ["Restoration", "Runs"], path: "Tests/RunFixtures"),
        .testTarget(
            name: "DatasetsTests",
            dependencies: [
                "Datasets", "Downloads", "Imaging", "LoopbackServer", "Runs", "SpecFixtures", "TestSupport",
                "TestTools",
            ]),
        .testTarget(
            name: "PhotographsTests",
            dependencies: ["Imaging", "Photographs", "Restoration", "RunFixtures", "TestTools"]),
        .testTarget(
            name: "RunsTests",
            dependencies: [
                "BinaryCoding", "Datasets", "DeviceDoubles", "DeviceSessions", "Devices", "Downloads", "Imaging",
                "RunFixtures", "Runs", "SpecFixtures", "Specs", "TestTools", "Wording",
            ]),
        .testTarget(
            name: "dipTests",
            dependencies: [
                "dip", "Devices", "Downloads", "Imaging", "LoopbackServer", "Networks", "OperationCases", "Records",
                "TestTools", "Wording",
            ]),
        .testTarget(
            name: "KernelsTests", dependencies: ["Kernels", "Architectures", "Randomness", "TestSupport"],
            resources: [.copy("Fixtures")], swiftSettings: optimized),
        .target(name: "MallocCount", path: "Tests/MallocCount"),
        .testTarget(
            name: "NetworksTests",
            dependencies: [
                "Architectures", "BinaryCoding", "DeviceSessions", "MallocCount", "Networks", "OperationCases",
                "TestSupport",
            ]),
        .testTarget(name: "ArchitecturesTests", dependencies: ["Architectures", "TestSupport"]),
        .testTarget(
            name: "RestorationTests", dependencies: ["BinaryCoding", "Restoration", "TestSupport"]),
        .testTarget(name: "VerificationTests", dependencies: ["Verification", "TestSupport"]),
    ]
)

// The program that libFuzzer drives (Tests/Fuzzing/fuzz.py); it can be linked only with the flags that are given there.
if Context.environment["DIP_FUZZ"] != nil {
    package.targets += [
        .target(name: "CFuzzer", path: "Tests/CFuzzer"),
        .executableTarget(
            name: "fuzz",
            dependencies: ["BinaryCoding", "CFuzzer", "Datasets", "Imaging", "Records", "Runs", "Specs"],
            path: "Tests/Fuzzing", exclude: ["Corpus", "fuzz.py", "shims.c"]),
    ]
}
