import Reporting
import Testing

@Suite struct CSVTableTests {
    @Test func plainNumbersWithDeviationsInColumnsOfTheirOwn() {
        #expect(
            sampleTable().text(.csv) == """
                image,degraded,lambda_1_final,lambda_1_final_deviation,lambda_1_other,lambda_1_other_deviation,difference,verdict
                leaves,20.5,28.256,0.125,27,,0.5,"higher, by far"
                fabric_2,20.125,24,,26.5,0.25,-0.5,
                mean,20.3125,26.128,,26.75,,0,

                """)
    }

    @Test func whatIsUndefinedHasNoDeviationEither() {
        var table = sampleTable()
        table.rows[1].cells[2] = .init(.empty)
        #expect(table.text(.csv).contains("\nleaves,20.5,28.256,0.125,27,0.5,\"higher, by far\"\n"))
        table.rows[0].cells[1] = .init(.empty)
        table.rows[1].cells[1] = .init(.number(24, deviation: 0.5))
        #expect(table.text(.csv).contains("\nleaves,20.5,,,27,0.5,\"higher, by far\"\nfabric_2,20.125,24,0.5,,-0.5,\n"))
    }

    @Test func textsAreQuotedAndFormulasGuarded() throws {
        var table = sampleTable()
        table.rows[0].headings = [",\u{301}\"\u{301}"]
        table.rows[0].cells[4] = .init(.text("=cmd|' /C calc'!A0"))
        table.rows[1].headings = ["-1.5"]
        let text = table.text(.csv)
        #expect(text.contains("\n\",\u{301}\"\"\u{301}\",20.5,") && text.contains(",'=cmd|' /C calc'!A0\n-1.5,20.125,"))
    }

    @Test(arguments: [
        ("DIP, peak", "dip_peak"), ("λ = 1.4: final", "lambda_1_4_final"), ("", "column"), ("σ", "sigma"),
        ("SSIM (Y)", "ssim_y"),
    ])
    func namesAreInSnakeCase(_ text: String, _ name: String) {
        #expect(TableName.snakeCase(text) == name)
    }
}
