import Reporting
import Testing

@Suite struct JSONTableTests {
    @Test func numbersAreNumbersAndMeansAreLeftOut() {
        #expect(
            sampleTable().text(.json) == """
                [
                  {"image": "leaves", "degraded": 20.5, "lambda_1_final": 28.256, "lambda_1_final_deviation": 0.125, \
                "lambda_1_other": 27, "lambda_1_other_deviation": null, "difference": 0.5, "verdict": "higher, by far"},
                  {"image": "fabric_2", "degraded": 20.125, "lambda_1_final": 24, "lambda_1_final_deviation": null, \
                "lambda_1_other": 26.5, "lambda_1_other_deviation": 0.25, "difference": -0.5, "verdict": null}
                ]

                """)
    }

    /// Names that look like numbers are still names.
    @Test func imagesAndVariantsAreText() {
        let headings = ["image", "variant", "lipschitz"]
        let rows = [["0001", "nan", "1.40"], ["1e3", "007", "inf"]].map { ResultTable.Row(headings: $0, cells: []) }
        let table = ResultTable(title: "", rowHeadings: headings, columns: [], rows: rows)
        #expect(
            table.text(.json) == """
                [
                  {"image": "0001", "variant": "nan", "lipschitz": 1.4},
                  {"image": "1e3", "variant": "007", "lipschitz": "inf"}
                ]

                """)
    }
}
