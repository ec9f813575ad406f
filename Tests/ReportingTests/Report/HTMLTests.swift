import Testing

@testable import Reporting

@Suite struct HTMLTests {
    @Test(arguments: [
        ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"), ("λ ± 1\n", "λ ± 1\n"), ("\u{0}\u{1b}[31m", "\u{fffd}\u{fffd}[31m"),
        ("</script>", "&lt;/script&gt;"),
    ])
    func textIsEscaped(_ text: String, _ html: String) {
        #expect(HTML.escaped(text) == html)
        #expect(HTML.text("p", [("title", text)], text) == "<p title=\"\(html)\">\(html)</p>")
    }

    @Test func anchorsHoldNothingThatNeedsEscaping() {
        #expect(HTML.anchor("Auto stop_2 <small>") == "auto-stop-2-small")
    }

    @Test(arguments: [
        ("a **b** `c*<` *d*", "a <strong>b</strong> <code>c*&lt;</code> <em>d</em>"),
        ("see [`x.md`](../x.md#y) 2 * 3", "see <code>x.md</code> 2 * 3"), ("one ` mark", "one ` mark"),
    ])
    func marksOfMarkdown(_ text: String, _ html: String) { #expect(MarkdownInline.html(text) == html) }

    @Test func jsonEndsNoElement() {
        #expect(JSONScript.text("</script>\"\\\n\u{2028}é") == "\"\\u003c/script\\u003e\\\"\\\\\\u000a\\u2028é\"")
        #expect(
            JSONScript.number(nil) == "null" && JSONScript.number(.infinity) == "null" && JSONScript.number(2) == "2")
    }

    @Test func aTableWithGroups() {
        let html = HTMLTable(table: sampleTable()).html
        #expect(html.contains("<th scope=\"colgroup\" colspan=\"2\" class=\"group\">λ = 1</th>"))
        #expect(
            html.contains("<th scope=\"col\" rowspan=\"2\">degraded</th>")
                && html.contains("<th scope=\"col\" class=\"text\" rowspan=\"2\">image</th>"))
        #expect(html.contains("<tr class=\"mean\"><th scope=\"row\">mean</th>"))
        #expect(html.contains("role=\"region\" tabindex=\"0\" aria-label=\"Odd | title\""))
        #expect(
            html.components(separatedBy: "<th").count == 1 + 1 + 5 + 2 + 3,
            "thead, five headings above, two below, three rows")
    }

    @Test func aCellMayHaveDecimalsOfItsOwn() {
        var table = sampleTable()
        table.rows[0].cells[1].digits = 3
        #expect(HTMLTable(table: table).html.contains(">28.256</strong> <small>± 0.125</small></td>"))
    }
}
