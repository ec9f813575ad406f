import Wording

/// Why work on a device is not possible or failed; its description is the sentence to show.
package enum DeviceError: Error, Equatable, Sendable, CustomStringConvertible {
    /// `--device` does not know this word.
    case unknownChoice(String)
    case noDriver(DriverKind, library: String)
    /// The driver cannot be used; the reason is its own.
    case brokenDriver(DriverKind, reason: String)
    case driverTooOld(DriverKind, symbol: String)
    case noDevice(DriverKind, index: Int, found: Int)
    case unusable(choice: DeviceChoice, name: String, problem: String)
    /// Memory for a buffer of so many bytes is not left.
    case outOfMemory(device: String, bytes: Int)
    /// Training needs more memory than the device has in all.
    case tooSmall(device: String, bytes: Int, memory: Int)
    case bufferTooLarge(device: String, bytes: Int, largest: Int)
    /// The compiler's own words are the log.
    case compile(device: String, log: String)
    case noFunction(device: String, name: String)
    /// A kernel cannot be started in this way; a mistake of the program, not of the machine.
    case badLaunch(device: String, kernel: String, reason: String)
    /// A kernel did not start or did not end.
    case launch(device: String, kernel: String, code: String)
    /// The device answers no more: nothing in its memory can be had.
    case lost(device: String, code: String)
    /// Another call of the driver failed.
    case failed(device: String, call: String, code: String)

    package var description: String {
        switch self {
        case .unknownChoice(let text): "the device '\(text)' is not known; allowed are \(DeviceChoice.allowed)"
        case .noDriver(let kind, let library): "there is no \(kind.title) driver: \(library) was not found"
        case .brokenDriver(let kind, let reason): "the \(kind.title) driver does not work: \(reason)"
        case .driverTooOld(let kind, let symbol): "the \(kind.title) driver is too old: it has no \(symbol)"
        case .noDevice(let kind, _, 0): "\(kind.title) finds no device"
        case .noDevice(let kind, let index, let found):
            "\(kind.title) has no device \(index); it found \(found), numbered from 0"
        case .unusable(let choice, let name, let problem): "\(choice) (\(name)) cannot be used: \(problem)"
        case .outOfMemory(let device, let bytes):
            "\(device) has too little free memory: \(Amount.neededMemory(bytes)) more cannot be allocated"
        case .tooSmall(let device, let bytes, let memory):
            "training needs about \(Amount.neededMemory(bytes)) of memory on \(device), which has "
                + "\(Amount.neededMemory(memory)); use a smaller image, or train on the processor (--device cpu)"
        case .bufferTooLarge(let device, let bytes, let largest):
            "\(device) allows buffers of at most \(Amount.bytes(largest)), but \(Amount.neededMemory(bytes)) is needed"
        case .compile(let device, let log):
            "a kernel does not compile for \(device): \(Self.firstError(in: log))"
        case .noFunction(let device, let name): "a program for \(device) has no kernel '\(name)'"
        case .badLaunch(let device, let kernel, let reason):
            "the kernel '\(kernel)' cannot be started on \(device): \(reason)"
        case .launch(let device, let kernel, let code): "the kernel '\(kernel)' failed on \(device): \(code)"
        case .lost(let device, let code): "\(device) was lost: \(code)"
        case .failed(let device, let call, let code): "\(device) failed in \(call): \(code)"
        }
    }

    /// The compiler's words in full, for the log of a run; nil for other errors.
    package var log: String? {
        if case .compile(_, let log) = self { return log }
        return nil
    }

    /// The line of a compiler's log that says what is wrong: the first with "error", else the first.
    private static func firstError(in log: String) -> String {
        let lines = log.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }.filter {
            !$0.isEmpty
        }
        return String(lines.first { $0.contains("error") } ?? lines.first ?? "its compiler does not say why")
    }
}
