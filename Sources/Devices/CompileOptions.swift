/// The definitions that a program is compiled with: the only options that every compiler has.
struct CompileOptions {
    /// `-DNAME=VALUE` each.
    let definitions: [String]

    /// - Throws: `DeviceError.compile` for anything but `-D NAME` or `-D NAME=VALUE` without spaces.
    init(_ options: [String], device: String) throws(DeviceError) {
        var definitions: [String] = []
        for option in options {
            let definition = option.drop(prefix: "-D").drop { $0 == " " }
            guard option.hasPrefix("-D"), let first = definition.first, first == "_" || first.isLetter,
                !definition.contains(where: { $0.isWhitespace || $0 == "\"" || $0 == "\\" })
            else {
                throw .compile(device: device, log: "error: the option '\(option)' is not of the form -D NAME=VALUE")
            }
            definitions.append("-D\(definition)")
        }
        self.definitions = definitions
    }
}

extension String {
    fileprivate func drop(prefix: String) -> Substring { hasPrefix(prefix) ? dropFirst(prefix.count) : self[...] }
}
