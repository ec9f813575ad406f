extension ResultTable {
    /// Sorts the rows by a column, given by its CSV name, its heading or its measure: best first, or smallest first if no
    /// direction is better, or by a row heading, numbers by value. Rows without a value come last, and means stay below
    /// the rows that they average.
    ///
    /// Throws `TableError` for an unknown column, naming the known ones, and for a measure of several columns.
    package mutating func sort(by name: String, reversed: Bool = false) throws {
        if let heading = rowHeadings.firstIndex(of: name) ?? rowNames.firstIndex(of: name)
            ?? rowHeadings.map(TableName.snakeCase).firstIndex(of: name)
        {
            return sort(reversed: reversed) { row in
                let text = row.headings[heading]
                return Double(text).map { .number($0) } ?? .text(text)
            }
        }
        let column = try column(named: name), place = columns[column]
        let sign = place.largestFirst ?? place.largerIsBetter == true ? -1.0 : 1
        sort(reversed: reversed) { row in
            switch row.cells[column].content {
            case .number(let value, _): .number(sign * value)
            case .text(let text): .text(text)
            case .empty: .absent
            }
        }
    }

    private func column(named name: String) throws -> Int {
        let exact =
            columns.firstIndex { $0.name == name }
            ?? columns.firstIndex {
                $0.heading == name || [$0.group, $0.heading].compactMap(\.self).joined(separator: ": ") == name
            }
        if let exact { return exact }
        let found = columns.indices.filter { columns[$0].measure == name }
        guard found.count < 2 else {
            throw TableError(
                "several columns show '\(name)'; sort by one of "
                    + found.map { columns[$0].name }.joined(separator: ", "))
        }
        guard let column = found.first else {
            throw TableError(
                "there is no column '\(name)' to sort by; allowed: "
                    + (rowNames + columns.map(\.name)).joined(separator: ", "))
        }
        return column
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
