import CFuzzer
import Foundation
import Imaging

/// Hands the inputs of libFuzzer to the reader that DIP_FUZZ_TARGET names; `Tests/Fuzzing/fuzz.py` builds and starts it.
@main
enum Fuzz {
    nonisolated(unsafe) private static var target = Target.png
    nonisolated(unsafe) private static var file: InputFile!

    static func main() throws {
        let name = ProcessInfo.processInfo.environment["DIP_FUZZ_TARGET"] ?? ""
        guard let chosen = Target(rawValue: name) else {
            print(
                "DIP_FUZZ_TARGET is '\(name)'; allowed are " + Target.allCases.map(\.rawValue).joined(separator: ", "))
            exit(2)
        }
        target = chosen
        // A few bytes can stand for a picture of gigabytes, which would take seconds each time.
        ImageFile.memoryLimit = 64 << 20
        file = try InputFile()
        var count = CommandLine.argc,
            arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        let status = LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
            // A refusal is what is expected of most inputs.
            try? Fuzz.target.read(Array(UnsafeBufferPointer(start: bytes, count: count)), file: Fuzz.file)
            return 0
        }
        try? FileManager.default.removeItem(atPath: file.folder)
        exit(status)
    }
}
