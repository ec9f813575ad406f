// swift-tools-version: 6.2
import PackageDescription

// A program of somebody else that uses the libraries of this package. `make consumer` builds and runs it.
let package = Package(
    name: "Consumer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "SpectralDIP", path: "../..")],
    targets: [
        .executableTarget(
            name: "Consumer",
            dependencies: ["Imaging", "Networks", "Restoration"].map { .product(name: $0, package: "SpectralDIP") })
    ]
)
