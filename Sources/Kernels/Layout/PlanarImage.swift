/// Conversion between an image's planes (C x H x W) and the engine's maps (H x W x C).
public enum PlanarImage {
    public static func interleave(
        _ planes: UnsafePointer<Float>, channels: Int, pixels: Int, into map: UnsafeMutablePointer<Float>
    ) {
        for c in 0..<channels {
            for p in 0..<pixels { map[p &* channels &+ c] = planes[c &* pixels &+ p] }
        }
    }

    public static func separate(
        _ map: UnsafePointer<Float>, channels: Int, pixels: Int, into planes: UnsafeMutablePointer<Float>
    ) {
        for c in 0..<channels {
            for p in 0..<pixels { planes[c &* pixels &+ p] = map[p &* channels &+ c] }
        }
    }
}
