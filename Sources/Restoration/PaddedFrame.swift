import Architectures
import Imaging
import Networks

/// The place of an image in the larger output of a network (METHOD section 1, `size: pad`).
///
/// The image is in the middle; an odd row or column of the frame is at the end. The network's output on the frame is neither compared
/// with anything nor measured or shown, so a target there does not matter.
struct PaddedFrame {
    /// The size of the network's output.
    let height: Int, width: Int
    private let rows: Range<Int>, columns: Range<Int>

    /// The frame for an image of height x width.
    init(_ architecture: Architecture, height: Int, width: Int) {
        self.height = architecture.paddedSide(height)
        self.width = architecture.paddedSide(width)
        let top = (self.height - height) / 2, left = (self.width - width) / 2
        rows = top..<(top + height)
        columns = left..<(left + width)
    }

    /// The mean squared error over the image's own samples, written as that of a whole output: the frame has weight 0 and the image's n of N
    /// samples have sqrt(N / n), which the mean over N cancels. Total variation is also over the image's own samples. Traps for an output that is downsampled before it is compared.
    func objective(_ objective: Objective) -> Objective {
        precondition(objective.downsampling == nil, "an output that is downsampled cannot be padded")
        let weight = (Float(height * width) / Float(rows.count * columns.count)).squareRoot()
        let mask = objective.mask ?? [Float](repeating: 1, count: objective.target.count)
        return Objective(
            target: framed(objective.target.map { weight * $0 }), mask: framed(mask.map { weight * $0 }),
            totalVariation: objective.totalVariation.map {
                TotalVariationTerm(weight: $0.weight, rows: rows, columns: columns)
            })
    }

    /// Planes of the image's size, padded with zeros to the frame.
    private func framed(_ planes: [Float]) -> [Float] {
        let channels = planes.count / (rows.count * columns.count)
        var result = [Float](repeating: 0, count: channels * height * width)
        forEachRow(channels) { inner, outer in
            for x in 0..<columns.count { result[outer + x] = planes[inner + x] }
        }
        return result
    }

    /// The image's part of planes of the frame's size.
    func cut(_ planes: [Float], into image: inout [Float]) {
        forEachRow(planes.count / (height * width)) { inner, outer in
            for x in 0..<columns.count { image[inner + x] = planes[outer + x] }
        }
    }

    /// Where each row of the image begins in its planes and in those of the frame.
    private func forEachRow(_ channels: Int, _ visit: (_ inner: Int, _ outer: Int) -> Void) {
        for channel in 0..<channels {
            for (y, row) in rows.enumerated() {
                visit((channel * rows.count + y) * columns.count, (channel * height + row) * width + columns.lowerBound)
            }
        }
    }
}
