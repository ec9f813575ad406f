/// Red, green and blue, nominally 0...1.
struct Colour {
    var red: Float
    var green: Float
    var blue: Float

    init(_ red: Float, _ green: Float, _ blue: Float) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    static func * (colour: Colour, brightness: Float) -> Colour {
        Colour(colour.red * brightness, colour.green * brightness, colour.blue * brightness)
    }

    /// This colour with a `share` in 0...1 of the other.
    func mixed(with other: Colour, _ share: Float) -> Colour {
        Colour(
            red + (other.red - red) * share, green + (other.green - green) * share, blue + (other.blue - blue) * share)
    }
}
