import Foundation
import Testing
@testable import Datasets

@Suite struct DataRootTests {
    @Test func isChosenByTheVariable() {
        #expect(
            DataRoot(environment: ["DIP_DATA": "data", "XDG_CACHE_HOME": "/caches", "HOME": "/home/me"])
                == DataRoot("data"))
    }

    @Test func isInTheCacheOtherwise() {
        #expect(
            DataRoot(environment: ["DIP_DATA": "", "XDG_CACHE_HOME": "/caches", "HOME": "/home/me"])
                == DataRoot("/caches/spectraldip", isChosen: false))
        #if os(macOS)
        let own = DataRoot("/home/me/Library/Caches/spectraldip", isChosen: false)
        #else
        let own = DataRoot("/home/me/.cache/spectraldip", isChosen: false)
        #endif
        #expect(DataRoot(environment: ["HOME": "/home/me"]) == own)
        #expect(DataRoot(environment: ["XDG_CACHE_HOME": "caches", "HOME": "/home/me"]) == own)
        #expect(DataRoot(environment: [:]).path.hasPrefix("/"))
    }
}
