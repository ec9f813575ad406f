import ArgumentParser

/// A number of bytes as people write it: 8GB, 1.5 GB, 500M; 1 GB is 1024 MB.
struct ByteCount: ExpressibleByArgument, Equatable {
    let bytes: Int

    init?(argument: String) {
        let words = argument.uppercased().filter { $0 != " " }
        let digits = words.prefix { $0.isNumber || $0 == "." }, unit = words.dropFirst(digits.count)
        guard let number = Double(digits), let shift = ["KB": 10, "MB": 20, "GB": 30, "K": 10, "M": 20, "G": 30][String(unit)],
              case let amount = number * Double(1 << shift), amount >= 1, amount < 1e15 else { return nil }
        bytes = Int(amount)
    }
}
