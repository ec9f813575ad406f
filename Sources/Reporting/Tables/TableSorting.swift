extension ResultTable {
    /// Sorts the rows by a column, given by its CSV name or heading: best first, or smallest first if no direction is better, or by
    /// the text of a row heading. Rows without a value come last, and means stay below the rows that they average.
    ///
    /// Throws `TableError` for an unknown column, naming the known ones.
    package mutating func sort(by name: String, reversed: Bool = false) throws {
        if let heading = rowHeadings.firstIndex(of: name) {
            sort(reversed: reversed) { .text($0.headings[heading]) }
        } else if let column = columns.firstIndex(where: { $0.name == name })
            ?? columns.firstIndex(where: {
                $0.heading == name || [$0.group, $0.heading].compactMap(\.self).joined(separator: ": ") == name
            })
        {
            let sign = columns[column].largerIsBetter == true ? -1.0 : 1
            sort(reversed: reversed) { row in
                switch row.cells[column].content {
                case .number(let value, _): .number(sign * value)
                case .text(let text): .text(text)
                case .empty: .absent
                }
            }
        } else {
            throw TableError(
                "there is no column '\(name)' to sort by; allowed: "
                    + (rowHeadings + columns.map(\.name)).joined(separator: ", "))
        }
    }

    private enum SortKey {
        case number(Double), text(String), absent

        func precedes(_ other: SortKey, reversed: Bool) -> Bool {
            switch (self, other) {
            case (.number(let a), .number(let b)): reversed ? b < a : a < b
            case (.text(let a), .text(let b)): reversed ? b < a : a < b
            case (.absent, _): false
            case (_, .absent): true
            case (.number, .text): true
            case (.text, .number): false
            }
        }
    }

    private mutating func sort(reversed: Bool, by key: (Row) -> SortKey) {
        // Rows that share a mean stay together.
        var blocks: [(rows: [Row], means: [Row])] = []
        for row in rows {
            let isNew = blocks.last.map { $0.rows.first.map(block) != block(of: row) } ?? true
            if rows.contains(where: \.isMean) ? isNew : blocks.isEmpty { blocks.append(([], [])) }
            if row.isMean {
                blocks[blocks.count - 1].means.append(row)
            } else {
                blocks[blocks.count - 1].rows.append(row)
            }
        }
        rows = blocks.flatMap { sorted, means in
            // Equal rows keep their order.
            sorted.enumerated().sorted { a, b in
                let (first, second) = (key(a.element), key(b.element))
                if first.precedes(second, reversed: reversed) { return true }
                return second.precedes(first, reversed: reversed) ? false : a.offset < b.offset
            }.map(\.element) + means
        }
    }
}
