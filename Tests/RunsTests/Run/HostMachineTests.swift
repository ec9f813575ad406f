import Testing
@testable import Runs

@Suite struct HostMachineTests {
    @Test func provenanceIsFilledIn() {
        let provenance = HostMachine.provenance(dipVersion: "1.2", libraries: ["fftw3": "3.3.10"], threads: 3)
        #expect(
            provenance.dipVersion == "1.2" && provenance.threads == 3 && provenance.libraries == ["fftw3": "3.3.10"])
        #expect(provenance.numericsVersion == Numerics.version)
        #expect(provenance.compiler.hasPrefix("Swift 6"))
        #expect(!provenance.cpu.isEmpty && !provenance.hostOS.isEmpty)
        #expect((provenance.commit == nil) == (provenance.dirty == nil))
        if let commit = provenance.commit { #expect(commit.count == 40) }
    }

    @Test func peakMemoryCoversWhatIsHeld() {
        let block = [UInt8](repeating: 1, count: 64 << 20)
        #expect(HostMachine.peakMemoryMB > 64)
        #expect(block.last == 1)
    }
}
