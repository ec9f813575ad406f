import Testing

/// The reading of pages that the other tests rest on.
@Suite struct MarkdownPageTests {
    private let page = MarkdownPage(
        path: "page.md",
        text: """
            # The page
            One [link](a/b.md#part) and ![a picture](c.svg), but not `[code](d.md)`.
            ```sh
            # no heading, [no link](e.md) and no words
            ```
            ## 4.1 Lipschitz-controlled `conv`
            | a | two words |
            |---|---|
            ### Deeper
            in 4.1
            ## Where do I add ...
            ## Deeper
            the end
            """)

    @Test func headingsAndAnchors() {
        #expect(
            page.headings
                == ["The page", "4.1 Lipschitz-controlled `conv`", "Deeper", "Where do I add ...", "Deeper"])
        #expect(page.anchors == ["the-page", "41-lipschitz-controlled-conv", "deeper", "where-do-i-add-", "deeper-1"])
    }

    @Test func links() {
        #expect(page.links == ["a/b.md#part", "c.svg"])
    }

    @Test func sectionsEndAtTheNextHeadingOfTheirLevel() {
        #expect(page.section("4.1") == ["| a | two words |", "|---|---|", "### Deeper", "in 4.1"])
        #expect(page.section("Nothing") == [])
    }

    @Test func words() {
        // The page; One link and a picture, but not code; 4.1 Lipschitz-controlled conv; a two words; Deeper; in 4.1;
        // Where do I add; Deeper; the end.
        #expect(page.words == 2 + 8 + 3 + 3 + 1 + 2 + 4 + 1 + 2)
        #expect(MarkdownPage.codeSpans(["`a` and `b/c`"]) == ["a", "b/c"])
    }
}
