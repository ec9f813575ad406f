import Foundation

extension NVRTC {
    /// The newest compiler that is found and whose machine code a driver of this version loads.
    ///
    /// A driver loads code of the toolkits of its own major version and of those before. If only newer ones are found, the newest is
    /// taken: it may work, and the driver says so if it does not.
    static func load(for driver: CUDAVersion) throws(DeviceError) -> NVRTC {
        var failure: DeviceError?
        let paths = paths(
            ProcessInfo.processInfo.environment, program: CommandLine.arguments.first ?? "",
            home: FileManager.default.homeDirectoryForCurrentUser.path)
        let inOrder = paths.filter { $0.major <= driver.major } + paths.filter { $0.major > driver.major }
        for path in inOrder {
            guard let library = DynamicLibrary(opening: [path.name]) else { continue }
            do { return try NVRTC(library) } catch { failure = failure ?? error }
        }
        throw failure
            ?? .brokenDriver(.cuda, reason: "its compiler was not found (libnvrtc.so; pip install nvidia-cuda-nvrtc)")
    }

    /// A library by path or by a name that the loader looks up, and the version in its name.
    struct Path: Equatable {
        let name: String
        let major: Int
    }

    /// Where libraries may be, the newest first, of equals those in the folders that are named first.
    static func paths(_ environment: [String: String], program: String, home: String) -> [Path] {
        var found: [Path] = []
        for folder in folders(environment, program: program, home: home) {
            let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
            for file in files {
                if let major = major(of: file) { found.append(Path(name: "\(folder)/\(file)", major: major)) }
            }
        }
        // What the loader itself knows.
        found += [13, 12, 11].map { Path(name: $0 == 11 ? "libnvrtc.so.11.2" : "libnvrtc.so.\($0)", major: $0) }
        let order = found.enumerated().sorted { ($1.element.major, $0.offset) < ($0.element.major, $1.offset) }
        return order.map(\.element)
    }

    /// The 12 of `libnvrtc.so.12` and of `libnvrtc.so.12.4.127`; nil for other files.
    private static func major(of file: String) -> Int? {
        let beginning = "libnvrtc.so."
        guard file.hasPrefix(beginning) else { return nil }
        return file.dropFirst(beginning.count).split(separator: ".").first.flatMap { Int($0) }
    }

    private static func folders(_ environment: [String: String], program: String, home: String) -> [String] {
        var folders = (environment["LD_LIBRARY_PATH"] ?? "").split(separator: ":").map(String.init)
        folders.append(URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent().path)
        for name in ["CUDA_HOME", "CUDA_PATH"] {
            if let root = environment[name], root.hasPrefix("/") { folders += ["\(root)/lib64", "\(root)/lib"] }
        }
        for name in ["VIRTUAL_ENV", "CONDA_PREFIX"] {
            if let root = environment[name], root.hasPrefix("/") {
                folders += ["\(root)/lib"] + packages(in: "\(root)/lib")
            }
        }
        folders += packages(in: "\(home)/.local/lib")
        folders += entries(of: "/usr/local", beginning: "cuda").map { "\($0)/lib64" }
        return folders
    }

    /// The folders in which Python's packages of NVIDIA keep the library.
    private static func packages(in folder: String) -> [String] {
        entries(of: folder, beginning: "python3").flatMap { python in
            let nvidia = "\(python)/site-packages/nvidia"
            return ["\(nvidia)/cuda_nvrtc/lib"] + entries(of: nvidia, beginning: "cu1").map { "\($0)/lib" }
        }
    }

    private static func entries(of folder: String, beginning: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix(beginning) }.sorted(by: >).map { "\(folder)/\($0)" }
    }
}
