#!/bin/sh
# Copies the program DIP, its completion for bash, zsh and fish, and its manual page below PREFIX.
set -eu
: "${DIP:?the program to install}" "${PREFIX:?the folder to install into}"
scripts=$(dirname "$0")
share=$PREFIX/share
bash=$share/bash-completion/completions zsh=$share/zsh/site-functions fish=$share/fish/vendor_completions.d
man=$share/man/man1
mkdir -p "$PREFIX/bin" "$bash" "$zsh" "$fish" "$man"
# A program that runs is not written over: it gets another file.
cp "$DIP" "$PREFIX/bin/.dip.$$"
chmod 755 "$PREFIX/bin/.dip.$$"
mv -f "$PREFIX/bin/.dip.$$" "$PREFIX/bin/dip"
# Away from its repository the program cannot ask git for its commit.
if top=$(git -C "$(dirname "$DIP")" rev-parse --show-toplevel 2> /dev/null) && [ -e "$top/Package.swift" ]; then
    changes=$(git -C "$top" status --porcelain -- Package.swift Sources)
    mkdir -p "$share/dip"
    echo "$(git -C "$top" rev-parse HEAD)${changes:+ with changes}" > "$share/dip/commit"
else
    rm -f "$share/dip/commit"
fi
"$DIP" completion bash > "$bash/dip"
"$DIP" completion zsh > "$zsh/_dip"
"$DIP" completion fish > "$fish/dip.fish"
python3 "$scripts/manual.py" "$DIP" > "$man/dip.1"
echo "$PREFIX/bin/dip"
case ":$PATH:" in
*":$PREFIX/bin:"*) ;;
*) echo "add it to the PATH: export PATH=\"$PREFIX/bin:\$PATH\"" ;;
esac
# zsh looks below /usr/local and /usr by itself, and nowhere else.
case $PREFIX in
*/usr/local | */usr) ;;
*) if command -v zsh >/dev/null 2>&1; then
    echo "for completion in zsh, before compinit in ~/.zshrc: fpath=(\"$zsh\" \$fpath)"
   fi ;;
esac
