# shellcheck shell=sh
# What the steps of action.yml share; they source it. Ranges of letters are those of ASCII, whatever the runner's locale.
LC_ALL=C
export LC_ALL
# shellcheck source=release/common.sh
. "$(dirname "$0")/../common.sh"

# What a workflow command of the runner takes as its text.
escaped() {
    printf '%s' "$1" | tr '\r\n' '  ' | sed 's/%/%25/g'
}

# fail MESSAGE HINT [CODE]: ends the step with an error that the run's page shows, its next step, and a code, 1 unless one is given
fail() {
    printf '::error title=Set up paas::%s\n' "$(escaped "$1")"
    say "hint: $2"
    exit "${3:-1}"
}

# Text from outside as it may be shown: harmless letters, not many of them.
shown() {
    printf '%s' "$1" | tr -cd '0-9A-Za-z._:/@+-' | cut -c1-80
}

# put FILE NAME VALUE: a line for the runner; the value has been looked at before and is one line
put() {
    printf '%s=%s\n' "$2" "$3" >>"$1"
}

# A folder as scripts have it (/c/…), and as the programs of this system have it (C:\…).
script_path() {
    if command -v cygpath >/dev/null; then cygpath -u "$1"; else printf '%s\n' "$1"; fi
}

system_path() {
    if command -v cygpath >/dev/null; then cygpath -w "$1"; else printf '%s\n' "$1"; fi
}

# curl_from ADDRESS OPTION…: curl to an address of the releases; only https, except to this machine. Prints what --write-out says, or fails:
# in $(…), where it stands, that ends nothing but the substitution, so  … || told "$what_it_said"  has to follow.
curl_from() {
    case $1 in
    http://127.0.0.1[:/]* | http://localhost[:/]* | 'http://[::1]'[:/]*) protocols='=http,https' ;;
    *) protocols='=https' ;;
    esac
    complaint=$(mktemp)
    code=0
    # it writes that out after a failure, too, and the runner reads an error at the beginning of a line only
    written=$(curl --silent --show-error --proto "$protocols" --proto-redir "$protocols" --connect-timeout 20 --max-time 300 --retry 3 \
        "$@" 2>"$complaint") || code=$?
    said=$(tr '\r\n' '  ' <"$complaint")
    rm -f "$complaint"
    case $code in
    0) printf '%s' "$written" ;;
    28) fail "$(shown "$1") did not answer in time: $said" "run the job again" 7 ;;
    5 | 6 | 7 | 35 | 52 | 56) fail "$(shown "$1") cannot be reached: $said" "look at the runner's network and proxy (HTTPS_PROXY)" 8 ;;
    *) fail "$(shown "$1") cannot be fetched: $said" "look at the runner's network and proxy (HTTPS_PROXY)" ;;
    esac
}

told() {
    code=$?
    printf '%s\n' "$1"
    exit "$code"
}
