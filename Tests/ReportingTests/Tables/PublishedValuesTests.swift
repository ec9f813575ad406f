import Records
import Reporting
import Testing

@Suite struct PublishedValuesTests {
    private let folder: PlotFolder
    private var path: String { folder.path + "/published.csv" }

    init() throws {
        folder = try PlotFolder()
        try AtomicFile.write(
            """
            task,dataset,image,method,metric,value,source
            denoising,set9,mean,DIP,psnr,29.22,"Somebody, 2018"
            denoising,set9,mean,NLM,psnr,30.26,Somebody
            scaling,set5,mean,DIP,psnr_y,29.9,Somebody

            """, to: path)
    }

    @Test func valuesAreFoundByImageMethodAndMetric() throws {
        let values = try PublishedValues(contentsOf: path, task: "denoising", dataset: "set9")
        #expect(values.value(image: "mean", method: "DIP", metric: "psnr")?.value == 29.22)
        #expect(values.value(image: "mean", method: "DIP", metric: "psnr")?.source == "Somebody, 2018")
        #expect(values.value(image: "house", method: "DIP", metric: "psnr") == nil)
        #expect(values.value(image: "mean", method: "DIP", metric: "ssim") == nil)
        try values.check(method: "NLM")
        #expect(
            throws: TableError(
                "there is no published value of the method 'BM3D' for 'denoising' on 'set9'; there are values of: DIP, NLM"
            )
        ) {
            try values.check(method: "BM3D")
        }
    }

    @Test func anUnknownTaskIsAnsweredWithThoseThatAreThere() {
        #expect(
            throws: TableError(
                "\(path): has no values of 'denoising' on 'set5'; it has: 'denoising' on 'set9', 'scaling' on 'set5'")
        ) {
            try PublishedValues(contentsOf: path, task: "denoising", dataset: "set5")
        }
    }

    @Test(arguments: [
        (29.25, "within 0.3"), (28.75, "within 0.3"), (29.5, "within 0.5"), (28.5, "within 0.5"),
        (29.51, "off by 0.51"), (28.4, "off by 0.60"),
    ])
    func verdicts(_ measured: Double, _ words: String) {
        let verdict = PublishedVerdict(measured: measured, published: 29, tolerances: [0.3, 0.5], obstacle: nil)
        #expect(verdict.words() == words)
        let other = PublishedVerdict(measured: measured, published: 29, tolerances: [0.5], obstacle: "a part")
        #expect(other == .notComparable(because: "a part") && other.words() == "not comparable")
    }
}
