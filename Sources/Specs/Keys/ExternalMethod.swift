import Restoration

/// The method `external`, a program from outside, and its options (METHOD section 9.7).
extension MethodKeys {
    static let externalMethod = Alternative<ChosenMethod>(
        Name.external,
        "A program from outside, run on the degraded image; it needs `--allow-commands`. There is one output and "
            + "no curve.", example: "{command: [denoise, \"{input}\", \"{output}\"], name: N2V}", method: "9.7",
        isNeeded: true, external
    ) { options, site in
        guard let command = options.command, let name = options.name else {
            throw site.needs(
                "external",
                "its command and its name, such as {external: {command: [denoise, \"{input}\", \"{output}\"], "
                    + "name: N2V}}")
        }
        guard !name.isEmpty else { throw SpecError(site.given["name"]!.place, "'name' must not be empty") }
        for (key, words) in [("command", command), ("version", options.version ?? [])]
        where words.contains(where: { $0.unicodeScalars.contains("\0") }) {
            throw SpecError(site.given[key]!.place, "'\(key)' must not contain NUL, which ends a word of a command")
        }
        for word in ["{input}", "{output}"] where !command.contains(where: { $0.contains(word) }) {
            throw SpecError(
                site.given["command"]!.place, "'command' must contain \(word), which stands for the image file")
        }
        var program = ExternalProgram(command: command, name: name, version: options.version)
        (program.seconds, program.memoryMB) = (options.seconds, options.memoryMB)
        return ChosenMethod(.external(program))
    } from: {
        if case .external(let program) = $0.method { External(program) } else { nil }
    }

    private struct External {
        var command: [String]?
        var name: String?
        var version: [String]?
        var seconds = ExternalProgram(command: [], name: "").seconds
        var memoryMB = ExternalProgram(command: [], name: "").memoryMB

        init() {}

        init(_ program: ExternalProgram) {
            (command, name, version) = (program.command, program.name, program.version)
            (seconds, memoryMB) = (program.seconds, program.memoryMB)
        }
    }

    private static let external = Block(External()) {
        Key(
            "command", \.command, Form<String>.text.list().optional,
            "The program and its arguments, a list of words that no shell reads: `{input}` and `{output}` are PNG "
                + "files, `{sigma}` is the noise of task `denoise` in 8-bit units, `{mask}` the mask of inpainting.",
            example: "[python3, denoise.py, \"{input}\", \"{output}\"]", method: "9.7")
        Key(
            "name", \.name, Form<String>.text.optional, "What the method is called in records.", example: "N2V",
            method: "9.7")
        Key(
            "version", \.version, Form<String>.text.list().optional,
            "The words of a command whose first line of output is recorded as the program's version.",
            example: "[python3, denoise.py, --version]", method: "9.7", isWritten: { $0.version != nil })
        Key(
            "seconds", \.seconds, .number(.above(0).atMost(1e7)), "The longest that it may take.", unit: "seconds",
            example: "600", method: "9.7")
        Key(
            "memory", \.memoryMB, .integer(1...1_000_000), "The most memory that it may take.", unit: "MB",
            example: "4096", method: "9.7")
    }
}
