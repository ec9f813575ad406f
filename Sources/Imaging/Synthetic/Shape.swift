#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The outline of an object in a scene whose longer side is 1.
struct Shape {
    enum Outline {
        case ellipse
        /// Two arcs that meet in points.
        case leaf
        /// A rectangle with corners rounded by this radius.
        case box(corner: Float)
        /// An isosceles triangle, its tip towards negative q.
        case triangle
    }

    let outline: Outline
    /// The centre.
    let u: Float
    let v: Float
    /// Half the extent along the shape's own axes p and q.
    let halfLength: Float
    let halfWidth: Float
    private let cosine: Float
    private let sine: Float

    init(_ outline: Outline, u: Float, v: Float, halfLength: Float, halfWidth: Float, angle: Float = 0) {
        self.outline = outline
        self.u = u
        self.v = v
        self.halfLength = halfLength
        self.halfWidth = halfWidth
        cosine = cos(angle)
        sine = sin(angle)
    }

    /// No point of the shape is farther from the centre.
    var reach: Float { (halfLength * halfLength + halfWidth * halfWidth).squareRoot() }

    /// A scene point in the shape's own axes.
    func local(_ pointU: Float, _ pointV: Float) -> (p: Float, q: Float) {
        let du = pointU - u
        let dv = pointV - v
        return (du * cosine + dv * sine, dv * cosine - du * sine)
    }

    /// The distance to the outline, negative inside; near the outline right to first order.
    func distance(_ p: Float, _ q: Float) -> Float {
        switch outline {
        case .ellipse:
            let x = p / halfLength
            let y = q / halfWidth
            let level = (x * x + y * y).squareRoot()
            let gx = x / halfLength
            let gy = y / halfWidth
            let gradient = (gx * gx + gy * gy).squareRoot()
            return gradient > 0 ? level * (level - 1) / gradient : -halfWidth
        case .leaf:
            let radius = (halfLength * halfLength + halfWidth * halfWidth) / (2 * halfWidth)
            let y = abs(q) + radius - halfWidth
            return (p * p + y * y).squareRoot() - radius
        case .box(let corner):
            let x = abs(p) - halfLength + corner
            let y = abs(q) - halfWidth + corner
            let outside = (max(x, 0) * max(x, 0) + max(y, 0) * max(y, 0)).squareRoot()
            return outside + min(max(x, y), 0) - corner
        case .triangle:
            let slant = (4 * halfWidth * halfWidth + halfLength * halfLength).squareRoot()
            let side = (abs(p) * 2 * halfWidth - (q + halfWidth) * halfLength) / slant
            return max(side, q - halfWidth)
        }
    }

    /// The same shape elsewhere, for its shadow.
    func moved(_ du: Float, _ dv: Float) -> Shape {
        Shape(self, u: u + du, v: v + dv)
    }

    private init(_ other: Shape, u: Float, v: Float) {
        outline = other.outline
        halfLength = other.halfLength
        halfWidth = other.halfWidth
        cosine = other.cosine
        sine = other.sine
        self.u = u
        self.v = v
    }
}
