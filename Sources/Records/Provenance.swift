/// The origin of a record: the program, the libraries and the machine that produced it.
package struct Provenance: Codable, Equatable, Sendable {
    /// The graphics processor that a network was trained on.
    package struct Device: Codable, Equatable, Sendable {
        /// `opencl` or `cuda`.
        package var driver: String
        package var name: String
        package var driverVersion: String
        /// What compiled its kernels, with version.
        package var compiler: String
        /// The version of the kernels' arithmetic; part of a run's key.
        package var arithmetic: Int

        package init(driver: String, name: String, driverVersion: String, compiler: String, arithmetic: Int) {
            self.driver = driver
            self.name = name
            self.driverVersion = driverVersion
            self.compiler = compiler
            self.arithmetic = arithmetic
        }

        enum CodingKeys: String, CodingKey {
            case driver, name, compiler, arithmetic
            case driverVersion = "driver_version"
        }
    }

    /// Commit of the source; nil if the program was built outside a repository.
    package var commit: String?
    /// Whether the source differed from that commit; nil without a commit.
    package var dirty: Bool?
    package var compiler: String
    package var dipVersion: String
    /// Raised by hand whenever the same spec gives different numbers in every network; part of a run's key.
    package var numericsVersion: Int
    /// The versions above 1 of the kinds of operation in the run's network, by name; also part of its key. Nil if there are none.
    package var arithmetic: [String: Int]?
    /// Versions by library name.
    package var libraries: [String: String]
    package var cpu: String
    /// The vector instructions of the kernels, e.g. `avx2`, as sums differ in the last digits between them. Nil in a record of an
    /// earlier version, and for a network that was trained on a device.
    package var instructions: String?
    package var threads: Int
    package var hostOS: String
    /// Nil for a network that was trained on the processor.
    package var device: Device?

    package init(
        commit: String?, dirty: Bool?, compiler: String, dipVersion: String, numericsVersion: Int,
        arithmetic: [String: Int]? = nil,
        libraries: [String: String], cpu: String, instructions: String? = nil, threads: Int, hostOS: String,
        device: Device? = nil
    ) {
        self.commit = commit
        self.dirty = dirty
        self.compiler = compiler
        self.dipVersion = dipVersion
        self.numericsVersion = numericsVersion
        self.arithmetic = arithmetic
        self.libraries = libraries
        self.cpu = cpu
        self.instructions = instructions
        self.threads = threads
        self.hostOS = hostOS
        self.device = device
    }

    enum CodingKeys: String, CodingKey {
        case commit, dirty, compiler, arithmetic, libraries, cpu, instructions, threads, device
        case dipVersion = "dip_version"
        case numericsVersion = "numerics_version"
        case hostOS = "host_os"
    }
}
