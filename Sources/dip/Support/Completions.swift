import ArgumentParser
import Foundation
import Publishing
import Records
import Specs

/// What a shell offers when a word of the command line is completed.
enum Completions {
    /// Specs, folders on the way to them, and settings that override a spec once one is named.
    static func specs(_ words: [String], _ prefix: String) -> [String] {
        let word = Word(words, prefix)
        guard word.setting == nil else { return settings(word) }
        let named = words.contains { isSpec(plain($0)) && $0 != prefix }
        return files(prefix, isWanted: isSpec) + (named ? settings(word) : [])
    }

    /// The folders of the runs of a store, or their keys alone for `--only`.
    static func runs(_ words: [String]) -> [String] {
        folders(words)
    }

    static func keys(_ words: [String]) -> [String] {
        folders(words).compactMap { $0.split(separator: "-").last.map(String.init) }
    }

    private static func folders(_ words: [String]) -> [String] {
        let given = words.firstIndex(of: "--results").flatMap {
            words.indices.contains($0 + 1) ? plain(words[$0 + 1]) : nil
        }
        return RunStore(root: given ?? PublishingRequest.standardResults).names
    }

    /// Bash passes words as they were typed, with quotes and backslashes.
    private static func plain(_ word: String) -> String {
        guard CompletionShell.requesting == .bash else { return word }
        return word.trimmingCharacters(in: CharacterSet(charactersIn: "\"'")).replacing("\\", with: "")
    }

    static func isSpec(_ path: String) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }

    /// The entries of a folder that begin like the last part of a path: wanted files, and folders with a slash.
    private static func files(_ prefix: String, isWanted: (String) -> Bool) -> [String] {
        let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
        let start = prefix.dropFirst(folder.count)
        let place = folder.isEmpty ? "." : (folder as NSString).expandingTildeInPath
        return ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted().compactMap { name in
            guard name.hasPrefix(start), start.hasPrefix(".") || !name.hasPrefix(".") else { return nil }
            if Folder.exists("\(place)/\(name)") { return "\(folder)\(name)/" }
            return isWanted(name) ? folder + name : nil
        }
    }

    private static func settings(_ word: Word) -> [String] {
        guard let setting = word.setting else {
            // All keys at once are a page; those below a key come when it is named.
            let depth = word.start.count { $0 == "." }, keys = SpecCompletions.keys
            return keys.filter { $0.key.hasPrefix(word.start) && $0.key.count { $0 == "." } == depth }.flatMap { key in
                let isLonger = keys.contains { $0.key.hasPrefix(key.key + ".") }
                return (key.isSection ? [] : [key.key + "="]) + (isLonger ? [key.key + "."] : [])
            }
        }
        let names = SpecCompletions.keys.first { $0.key == setting }?.names ?? []
        return names.map { word.isSplit ? $0 : "\(setting)=\($0)" }
    }

    /// The word to complete. Bash parts words at equal signs, other shells do not.
    private struct Word {
        let start: String
        /// The key before the equal sign; nil where there is none yet.
        let setting: String?
        let isSplit: Bool

        init(_ words: [String], _ prefix: String) {
            let last = words.lastIndex(of: prefix) ?? words.endIndex
            if let equals = prefix.firstIndex(of: "="), prefix.count > 1 {
                (start, setting, isSplit) = (prefix, String(prefix[..<equals]), false)
            } else if prefix == "=", last > 0 {
                (start, setting, isSplit) = ("", words[last - 1], true)
            } else if last > 1, words[last - 1] == "=" {
                (start, setting, isSplit) = (prefix, words[last - 2], true)
            } else {
                (start, setting, isSplit) = (prefix, nil, false)
            }
        }
    }
}
