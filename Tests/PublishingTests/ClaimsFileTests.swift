import Reporting
import Testing

@testable import Publishing

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
            | Low first | yes | see `tables/bias-crop128-half.md` |
            | It \\| stops | **no** | never |

            ![curves](../Plots/lipschitz-256/lipschitz-256.svg) and `Plots/gauss/crop128/b-*.svg`

            ## Nothing here
            Text with ![x](../Plots/other/other.svg)
            """, path: "Results/README.md")

    private let figures = [
        "bias/crop128/bias", "lipschitz-256/lipschitz-256", "gauss/crop128/b-1", "gauss/crop128/b-2", "gauss/crop128/c",
        "gauss/quick/b-1", "other/other", "strips/pictures/strip-F16",
    ]

    @Test func claimsAreReadWithTheirFigures() throws {
        let claims = file.claims(figures: figures) { .init(name: $0, alt: $0, image: nil) }
        #expect(claims.source == "Results/README.md" && claims.sections.count == 1)
        let section = try #require(claims.sections.first)
        #expect(section.title == "House" && section.headings == ["claim", "holds?", "measured"])
        #expect(section.rows.map(\.cells.first) == ["Low first", "It | stops"])
        #expect(section.rows.map(\.thumbnail?.name) == ["bias/crop128/bias", nil])
        #expect(
            section.thumbnails.map(\.name) == ["lipschitz-256/lipschitz-256", "gauss/crop128/b-1", "gauss/crop128/b-2"])
    }

    @Test func aFigureThatIsNotOnThePageIsNoThumbnail() throws {
        let claims = file.claims(figures: []) { .init(name: $0, alt: $0, image: nil) }
        #expect(claims.sections.first?.thumbnails == [] && claims.sections.first?.rows.first?.thumbnail == nil)
    }

    @Test func aFolderWithoutAPageHasNoClaims() { #expect(ClaimsFile(results: "/nowhere") == nil) }
}
