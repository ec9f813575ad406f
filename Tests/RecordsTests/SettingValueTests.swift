import Foundation
import Records
import Testing

@Suite struct SettingValueTests {
    @Test func yamlHasItsType() {
        #expect(SettingValue(yaml: "2") == .number(2) && SettingValue(yaml: "-0.5") == .number(-0.5))
        #expect(SettingValue(yaml: "5e-08") == .number(5e-8) && SettingValue(yaml: "5.0e-08") == .number(5e-8))
        #expect(SettingValue(yaml: "true") == .flag(true) && SettingValue(yaml: "false") == .flag(false))
        #expect(SettingValue(yaml: "bilinear") == .text("bilinear") && SettingValue(yaml: "\"2\"") == .text("2"))
        #expect(SettingValue(yaml: "[1, 2]") == .text("[1, 2]") && SettingValue(yaml: "") == .text(""))
        // Neither is a number in JSON.
        #expect(SettingValue(yaml: "1e999") == .text("1e999") && SettingValue(yaml: "nan") == .text("nan"))
    }

    @Test func jsonHasNumbersAsNumbers() throws {
        let values: [String: SettingValue] = ["a": .number(2), "b": .text("2"), "c": .flag(true), "d": .number(0.5)]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(values)
        #expect(String(decoding: data, as: UTF8.self) == #"{"a":2,"b":"2","c":true,"d":0.5}"#)
        #expect(try JSONDecoder().decode([String: SettingValue].self, from: data) == values)
    }
}
