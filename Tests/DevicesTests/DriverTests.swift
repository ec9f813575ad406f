import DeviceDoubles
import Testing

@testable import Devices

/// All tests that make objects of a driver, one after the other: they count what is alive in the whole process.
@Suite(.serialized) enum DriverTests {
    /// Runs a test, and expects that it gave everything back.
    static func withoutLeaks(_ body: () throws -> Void) rethrows {
        try DeviceTurn.take {
            let before = LiveObjects.all
            try body()
            #expect(LiveObjects.all == before, "objects of a driver are left")
        }
    }
}
