/// Keys that hold one block, or a list of blocks that are told apart by their `name`.
enum NamedBlocks {
    static func read<Block>(_ node: SpecNode, key: String, name: KeyPath<Block, String?>, block: (SpecNode) throws -> Block) throws -> [Block] {
        guard let items = node.items else { return [try block(node)] }
        guard !items.isEmpty else { throw node.mismatch(key, "a mapping, or a list of mappings") }
        var names: [String?] = []
        return try items.map { item in
            let block = try block(item)
            guard !names.contains(block[keyPath: name]) else {
                throw SpecError(item.place, "'\(key)' lists two blocks "
                    + (block[keyPath: name].map { "of the name '\($0)'" } ?? "without a 'name', which tells their files apart"))
            }
            names.append(block[keyPath: name])
            return block
        }
    }

    /// A name that is part of a file's.
    static func name(_ node: SpecNode?) throws -> String? {
        guard let node else { return nil }
        let name = try node.text("name")
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }) else {
            throw SpecError(node.place, "'name' may hold letters, digits, '-' and '_' only, not '\(name)'")
        }
        return name
    }
}
