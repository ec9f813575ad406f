import ArgumentParser

/// An amount of memory as an option gives it: `512M`, `2G` or `1.5G`; 1 G is 1024 M.
struct ByteCount: ExpressibleByArgument {
    let bytes: Int

    init?(argument: String) {
        let units: [Character: Double] = ["M": 1_048_576, "G": 1_073_741_824]
        guard let unit = argument.last.flatMap({ units[Character($0.uppercased())] }), let number = Double(argument.dropLast()),
              number > 0, number < 1e6 else { return nil }
        bytes = Int(number * unit)
    }
}
