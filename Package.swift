// swift-tools-version: 6.0
import PackageDescription

// DIP_PORTABLE=1 builds kernels that run on any processor of the architecture; without it x86-64 builds use AVX2 and FMA.
let portable = Context.environment["DIP_PORTABLE"] == "1"

#if arch(x86_64)
let vectorFlags = portable ? [] : ["-Xcc", "-mavx2", "-Xcc", "-mfma"]
let unfused = portable
#else
let vectorFlags: [String] = []
let unfused = false
#endif

// The arithmetic is optimised in debug builds too: a test run trains networks.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O", "-whole-module-optimization", "-num-threads", "2"])]
let kernels: [SwiftSetting] = optimised + [.unsafeFlags(vectorFlags)] + (unfused ? [.define("UNFUSED")] : [])

let package = Package(
    name: "SpectralDIP",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CProcessor"),
        .target(name: "Kernels", dependencies: ["COpenBLAS", "CProcessor"], swiftSettings: kernels),
        .target(name: "Randomness", swiftSettings: optimised),
        .target(name: "Networks", dependencies: ["Kernels", "Randomness"], swiftSettings: optimised),
        .target(name: "Architectures", dependencies: ["Networks"]),
        .systemLibrary(name: "CFFTW", pkgConfig: "fftw3f", providers: [.apt(["libfftw3-dev"])]),
        .target(name: "CPNG", linkerSettings: [.linkedLibrary("png")]),
        .target(name: "Imaging", dependencies: ["CPNG", "Randomness"], swiftSettings: optimised),
        .target(name: "Spectra", dependencies: ["CFFTW", "Imaging"], swiftSettings: optimised),
        .target(name: "Restoration", dependencies: ["Architectures", "Imaging", "Spectra"]),
        .target(name: "Records"),
        .target(name: "Reporting", dependencies: ["Records"]),

        .target(name: "Verification", dependencies: ["Restoration", "Records"], path: "Tests/Verification", resources: [.copy("Trajectories")]),
        .executableTarget(name: "verify", dependencies: ["Verification"], path: "Tests/VerifyTool"),
        .target(name: "TestSupport", dependencies: ["Networks"], path: "Tests/TestSupport"),
        .testTarget(name: "KernelsTests", dependencies: ["Kernels", "TestSupport"], resources: [.copy("Fixtures")]),
    ]
)
