import Foundation
import Quoting
import Testing

@Suite struct JSONStringTests {
    @Test func readersFindTheSameText() throws {
        #expect(JSONString.quoted("a \"b\" \\ λ\n") == "\"a \\\"b\\\" \\\\ λ\\n\"")
        let array = "[" + HostileText.all.map(JSONString.quoted).joined(separator: ",") + "]"
        #expect(isSame(try JSONDecoder().decode([String].self, from: Data(array.utf8)), HostileText.all))
    }
}
