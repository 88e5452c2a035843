#!/bin/sh
# checksums.sh FOLDER:         writes SHA256SUMS, a line for every file in the folder but itself, sorted by name
# checksums.sh --check FOLDER: holds the files against it; ends with 1 when one differs, is missing or has no line
set -eu
# shellcheck source=release/common.sh
. "$(dirname "$0")/common.sh"
check=
[ "${1-}" != --check ] || { check=yes && shift; }
[ -d "${1-}" ] || fail "a folder is needed" "checksums.sh target/release" 2
cd "$1"

sums() {
    for file in *; do
        [ "$file" = SHA256SUMS ] || [ "$file" = SHA256SUMS.new ] || [ ! -f "$file" ] || printf '%s  %s\n' "$(sha256 "$file")" "$file"
    done | LC_ALL=C sort -k 2
}

sums >SHA256SUMS.new
trap 'rm -f SHA256SUMS.new' EXIT
if [ -n "$check" ]; then
    [ -f SHA256SUMS ] || fail "there is no SHA256SUMS in $1" "checksums.sh $1 writes it" 5
    if ! difference=$(diff SHA256SUMS SHA256SUMS.new); then
        say "$difference"
        fail "the files in $1 are not those of SHA256SUMS" "< is what SHA256SUMS says, > what is there"
    fi
    say "$(($(wc -l <SHA256SUMS))) files are those of SHA256SUMS"
else
    [ -s SHA256SUMS.new ] || fail "there are no files in $1" "build them first"
    mv SHA256SUMS.new SHA256SUMS
    say "wrote $1/SHA256SUMS, $(($(wc -l <SHA256SUMS))) files"
fi
