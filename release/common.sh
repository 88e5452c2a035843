# shellcheck shell=sh
# What the scripts of a release share; they source it. Messages go to stderr: an error is one sentence, a hint is the next step.

say() {
    printf '%s\n' "$1" >&2
}

# fail MESSAGE HINT [CODE]: ends with an error, its next step and a code, 1 unless one is given
fail() {
    say "error: $1"
    say "hint: $2"
    exit "${3:-1}"
}

# The version of this checkout: the one line that the program prints, too.
checkout_version() {
    sed -n 's/^ *public static final String NUMBER = "\([^"]*\)";$/\1/p' lib/base/Version.java
}

# sha256 FILE: its checksum in lower case
sha256() {
    if command -v sha256sum >/dev/null; then
        sha256sum <"$1"
    else
        shasum -a 256 <"$1"
    fi | cut -c1-64
}

# The name of this machine's kind in the names of released files.
this_target() {
    case $(uname -s) in
    Linux) system=linux ;;
    Darwin) system=macos ;;
    MINGW* | MSYS* | CYGWIN*) system=windows ;;
    *) system=$(uname -s) ;;
    esac
    case $(uname -m) in
    x86_64 | amd64) processor=x64 ;;
    aarch64 | arm64) processor=arm64 ;;
    *) processor=$(uname -m) ;;
    esac
    printf '%s-%s\n' "$system" "$processor"
}

# The wrapper that runs JBang here.
jbang() {
    case $(uname -s) in
    MINGW* | MSYS* | CYGWIN*) ./jbang.cmd "$@" ;;
    *) ./jbang "$@" ;;
    esac
}
