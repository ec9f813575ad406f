import Foundation
import Testing
@testable import Wording

@Suite struct SystemReasonTests {
    /// No error of a library is shown as the library prints it.
    @Test func foundationsErrorsAreTheSystemsWords() {
        let system = NSError(domain: NSPOSIXErrorDomain, code: Int(EMFILE))
        #expect(SystemReason.text(of: system) == "too many open files")
        let wrapped = NSError(domain: NSCocoaErrorDomain, code: 640, userInfo: [NSUnderlyingErrorKey: system])
        #expect(SystemReason.text(of: wrapped) == "too many open files")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/nowhere/program")
        let error = #expect(throws: (any Error).self) { try process.run() }
        #expect(error.map { SystemReason.text(of: $0) }?.contains("Error Domain") == false)
    }

    @Test func signalsHaveTheSystemsWords() {
        #expect(SystemReason.ended(bySignal: SIGTERM).hasPrefix("ended by signal 15 (terminated"))
    }
}
