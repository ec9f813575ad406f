@testable import Publishing
import Reporting
import Testing

@Suite struct ClaimsFileTests {
    private let file = ClaimsFile(
        text: """
            # Results

            | size | what |
            |---|---|
            | 1 | not claims |

            ## House

            | claim | holds? | measured |
            |---|---|---|
            | Low first | yes | see `bias-small-half.md` |
            | It \\| stops | **no** | never |

            ![curves](../Plots/lipschitz-small.svg) and `Plots/gauss-*.svg`

            ## Nothing here
            Text with ![x](../Plots/other.svg)
            """, path: "Results/README.md")

    private let figures = ["bias-small", "lipschitz-small", "gauss-a", "gauss-b", "other"]

    @Test func claimsAreReadWithTheirFigures() throws {
        let claims = file.claims(figures: figures) { .init(name: $0, alt: $0, image: nil) }
        #expect(claims.source == "Results/README.md" && claims.sections.count == 1)
        let section = try #require(claims.sections.first)
        #expect(section.title == "House" && section.headings == ["claim", "holds?", "measured"])
        #expect(section.rows.map(\.cells.first) == ["Low first", "It | stops"])
        #expect(section.rows.map(\.thumbnail?.name) == ["bias-small", nil])
        #expect(section.thumbnails.map(\.name) == ["lipschitz-small", "gauss-a", "gauss-b"])
    }

    @Test func aFigureThatIsNotOnThePageIsNoThumbnail() throws {
        let claims = file.claims(figures: []) { .init(name: $0, alt: $0, image: nil) }
        #expect(claims.sections.first?.thumbnails == [] && claims.sections.first?.rows.first?.thumbnail == nil)
    }

    @Test func aFolderWithoutAPageHasNoClaims() { #expect(ClaimsFile(results: "/nowhere") == nil) }
}
