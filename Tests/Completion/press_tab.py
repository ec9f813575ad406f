#!/usr/bin/env python3
"""Types lines into an interactive shell in a terminal, presses Tab, and prints what the shell has made of each.

press_tab.py SHELL FOLDER PREFIX LINE...: SHELL is bash, zsh or fish, FOLDER where it runs, PREFIX that of Scripts/install.sh.
One line of output for each line; exit status 3 when the shell does not answer.
"""
import os
import pathlib
import pty
import select
import shutil
import signal
import sys
import tempfile
import time

PATIENCE = 120  # seconds; a loaded machine is slow
TAB, DUMP, CLEAR = b"\t", b"\x18", b"\x15"  # Control-X writes the line, Control-U empties it

SETUP = {
    "bash": """
source '{prefix}/share/bash-completion/completions/dip'
dump() {{ printf '%s' "$READLINE_LINE" > '{answer}.new'; mv '{answer}.new' '{answer}'; }}
bind -x '"\\C-x": dump'
""",
    "zsh": """
fpath=('{prefix}/share/zsh/site-functions' $fpath)
autoload -Uz compinit; compinit -u -D
unsetopt BEEP
dump() {{ print -rn -- "$BUFFER" > '{answer}.new'; mv '{answer}.new' '{answer}' }}
zle -N dump; bindkey -e; bindkey '^X' dump; bindkey '^U' kill-whole-line
""",
    "fish": """
set -g fish_complete_path '{prefix}/share/fish/vendor_completions.d' $fish_complete_path
set -g fish_greeting
function dump; commandline > '{answer}.new'; mv '{answer}.new' '{answer}'; end
function fish_user_key_bindings; bind \\cx dump; bind \\cu 'commandline ""'; end
""",
}


class Shell:
    def __init__(self, name, folder, prefix):
        self.home = pathlib.Path(tempfile.mkdtemp())
        self.answer = self.home / "answer"
        setup = SETUP[name].format(prefix=prefix, answer=self.answer)
        variables = {
            "HOME": str(self.home), "ZDOTDIR": str(self.home), "TERM": "xterm", "LC_ALL": "C.UTF-8",
            "PATH": f"{prefix}/bin:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_DATA_HOME": str(self.home / "data"), "XDG_CACHE_HOME": str(self.home / "cache"),
        }
        if name == "fish":
            (self.home / "config/fish").mkdir(parents=True)
            (self.home / "config/fish/config.fish").write_text(setup)
            words = ["fish", "-i"]
        elif name == "zsh":
            (self.home / ".zshrc").write_text(setup)
            words = ["zsh", "-d", "-i"]
        else:
            (self.home / "rc").write_text(setup)
            words = ["bash", "--noprofile", "--rcfile", str(self.home / "rc"), "-i"]
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, variables)

    def completed(self, line):
        """The line after Tab."""
        return self.after(line.encode() + TAB)

    def after(self, keys):
        self.answer.unlink(missing_ok=True)
        os.write(self.terminal, CLEAR + keys + DUMP)
        end = time.monotonic() + PATIENCE
        while not self.answer.exists():
            if time.monotonic() > end:
                raise TimeoutError
            if self.read():
                # fish asks what the terminal can do, and waits for the answer.
                continue
        return self.answer.read_text().rstrip("\n")

    def read(self):
        ready, _, _ = select.select([self.terminal], [], [], 0.05)
        if not ready:
            return b""
        try:
            text = os.read(self.terminal, 1 << 16)
        except OSError:
            raise TimeoutError from None
        if b"\x1b[c" in text or b"\x1b[0c" in text:
            os.write(self.terminal, b"\x1b[?62;c")
        return text

    def close(self):
        os.close(self.terminal)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        shutil.rmtree(self.home, ignore_errors=True)


def main():
    name, folder, prefix, *lines = sys.argv[1:]
    shell = Shell(name, folder, prefix)
    try:
        # The shell is ready when it repeats what it is given.
        end = time.monotonic() + PATIENCE
        while shell.after(b"ready") != "ready":
            if time.monotonic() > end:
                raise TimeoutError
        for line in lines:
            print(shell.completed(line), flush=True)
    except TimeoutError:
        print(f"{name} does not answer", file=sys.stderr)
        return 3
    finally:
        shell.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
