/// Reads what OpenCL says about one of its objects.
struct OpenCLInfo {
    let handle: OpenCLTable.Handle
    let query: OpenCLTable.GetInfo

    /// A text, without the zero in its end; nil when the driver does not answer.
    func text(_ key: UInt32) -> String? {
        var size = 0
        guard query(handle, key, 0, nil, &size) == 0, size > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: size)
        guard query(handle, key, size, &bytes, nil) == 0 else { return nil }
        // Some drivers pad names with spaces.
        let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A number of the type that OpenCL has for it.
    func number<T: FixedWidthInteger>(_ key: UInt32, _ type: T.Type = T.self) -> T? {
        var value: T = 0
        return query(handle, key, MemoryLayout<T>.size, &value, nil) == 0 ? value : nil
    }
}

extension DeviceDescription {
    /// What a device of OpenCL says about itself.
    init(opencl info: OpenCLInfo, index: Int, platform: String) {
        let version = info.text(0x102F) ?? "OpenCL"
        let language = info.text(0x103D) ?? "OpenCL C"
        self.init(
            driver: .opencl, index: index, name: info.text(0x102B) ?? "unnamed device",
            driverVersion: [platform, info.text(0x102D)].compactMap(\.self).joined(separator: " "),
            compiler: language, memory: Int(clamping: info.number(0x101F, UInt64.self) ?? 0),
            largestBuffer: Int(clamping: info.number(0x1010, UInt64.self) ?? 0),
            localMemory: Int(clamping: info.number(0x1023, UInt64.self) ?? 0),
            largestGroup: info.number(0x1004, Int.self) ?? 0, units: Int(info.number(0x1002, UInt32.self) ?? 0),
            // In bits; a kernel's own vectors want 16 bytes.
            alignment: max(Int(info.number(0x1019, UInt32.self) ?? 0) / 8, 16),
            isProcessor: (info.number(0x1000, UInt64.self) ?? 0) & 2 != 0, problem: nil)
        problem = Self.problem(version: version, info) ?? missingLimit
    }

    private static func problem(version: String, _ info: OpenCLInfo) -> String? {
        if info.number(0x1027, UInt32.self) != 1 { return "its driver says that it is not available" }
        if info.number(0x1028, UInt32.self) != 1 { return "its driver has no compiler" }
        let numbers =
            version.split(separator: " ").dropFirst().first?.split(separator: ".").compactMap { Int($0) } ?? []
        if numbers.lexicographicallyPrecedes([1, 2]) { return "it has \(version), 1.2 is needed" }
        if info.number(0x100D, UInt32.self) != 64 { return "its addresses do not have 64 bits" }
        return nil
    }
}
