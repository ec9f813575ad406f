import Testing
@testable import Runs

@Suite struct RunLabelsTests {
    private let labels = ["upsampler=nearest lipschitz=1 seed=0", "upsampler=bilinear lipschitz=1 seed=0"]

    @Test func areAsLongAsThereIsRoom() {
        #expect(RunLabels.distinct(labels, width: 80) == labels)
        #expect(RunLabels.distinct(labels, width: 60) == ["upsampler=nearest", "upsampler=bilinear"])
        #expect(RunLabels.distinct(labels, width: 20) == ["nearest", "bilinear"])
        #expect(RunLabels.distinct(labels, width: 10) == ["near…", "bili…"])
        #expect(RunLabels.distinct([labels[0]], width: 3) == [labels[0]])
    }
}
