import ArgumentParser

/// `dip completion`: the script with which a shell completes this program's arguments.
struct CompletionCommand: ParsableCommand {
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print the script that completes arguments in a shell.",
        discussion: """
            Completes subcommands, options, files, keys of the records, and keys and values of settings. 'make install' puts the \
            scripts where the shells look for them.
            """)

    @Argument(help: "The shell.")
    var shell: Shell

    func run() { print(Self.script(shell), terminator: "") }

    static func script(_ shell: Shell) -> String {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: Dip.completionScript(for: .fish) + "\n"
        }
    }

    /// The parser's script, but no space follows a folder, `key=` and `key.`, and words with colons, escaped spaces or a quote that is
    /// not closed yet are completed, too. The cursor's place in its word is counted in what zsh completes: split anew, the line would break
    /// an open quote at its spaces.
    private static var zsh: String {
        Dip.completionScript(for: .zsh)
            .replacing(
                "        __dip_complete \"${completions[@]:0:-1}\"\n",
                with: """
                            local -ar offered=("${completions[@]:0:-1}")
                            local -ar whole=("${(@)offered:#*[.=/]}") begun=("${(@M)offered:#*[.=/]}")
                            local -i added=1
                            compadd -V dip -a whole && added=0
                            compadd -V dip -S '' -a begun && added=0
                            return "${added}"

                    """
            )
            .replacing(#""${@}" "${command_line[@]}""#, with: #""${@}" "${(@)${(@Q)command_line}#[\"\']}""#)
            .replacing(
                #"        printf %s "${#${(z)LBUFFER}[-1]}""#,
                with: """
                            local word="${IPREFIX}${PREFIX}"
                            [[ -n "${QIPREFIX}" ]] || word="${(Q)word}"
                            printf %s "${#word}"
                    """
            ) + "\n"
    }

    /// The parser's script, but where it has nothing to offer, bash offers file names, and after `key=` no space follows.
    private static var bash: String {
        let registration = "complete -o filenames -F _dip dip"
        let script = Dip.completionScript(for: .bash).replacing(registration, with: "")
        return script + """
            _dip_words() {
                _dip "${@}"
                local word
                for word in "${COMPREPLY[@]}"; do
                    case "${word}" in
                    *= | *.) compopt +o filenames -o nospace; break ;;
                    */) compopt -o nospace ;;
                    esac
                done
            }

            complete -o bashdefault -o default -o filenames -F _dip_words dip

            """
    }
}
