#!/bin/sh
# serve.sh FOLDER: serves the files of a folder on this machine, laid out as the releases on GitHub are, for a trial of action.yml. Writes
# version and releases (its address) to GITHUB_OUTPUT; the server goes with the job.
set -eu
# shellcheck source=release/action/common.sh
. "$(dirname "$0")/common.sh"
here=$(cd "$(dirname "$0")/../.." && pwd)
files=$(cd "$1" && pwd)
cd "$here"

version=$(checkout_version)
port=${PAAS_PORT:-18080}
site=$(mktemp -d)
mkdir -p "$site/releases/download/v$version"
cp "$files"/* "$site/releases/download/v$version/"
release/checksums.sh "$site/releases/download/v$version"
nohup "${JAVA_HOME:+$JAVA_HOME/bin/}jwebserver" -b 127.0.0.1 -p "$port" -d "$(system_path "$site")" >"$site/log" 2>&1 &
server=$!
tries=0
until curl --silent --fail --noproxy '*' --output "$site/answer" "http://127.0.0.1:$port/releases/download/v$version/SHA256SUMS"; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || fail "the server does not answer: $(tail -n 3 "$site/log")" "is port $port taken?" 8
    sleep 0.3
done
put "$GITHUB_OUTPUT" version "$version"
put "$GITHUB_OUTPUT" releases "http://127.0.0.1:$port/releases"
[ -z "${PAAS_SERVER_ID:-}" ] || printf '%s\n' "$server" >"$PAAS_SERVER_ID"
