#!/bin/sh
# smoke.sh VERSION COMMAND…: whether a program that was just built is paas in this version and serves MCP. It gets an empty home.
set -eu
# shellcheck source=release/common.sh
. "$(dirname "$0")/common.sh"
[ $# -ge 2 ] || fail "what is to be tried?" "smoke.sh 1.2.3 ./paas" 2
version=$1
shift

HOME=$(mktemp -d)
export HOME
trap 'rm -rf "$HOME"' EXIT
unset PAAS_URL PAAS_API_URL PAAS_TOKEN

said=$("$@" version) || fail "$1 does not run" "look at its message above"
said=$(printf '%s' "$said" | tr -d '\r')
[ "$said" = "$version" ] || fail "$1 says that it is version \"$said\", not $version" "build it from the checkout that is released"
"$@" help deploy >"$HOME/help" || fail "$1 help deploy fails" "look at its message above"
grep -q -e '--git-repo' "$HOME/help" || fail "$1 help deploy does not name its options" \
    "a native binary lacks metadata: tests/surface/Derive.java"

ask='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},'
ask=$ask'"clientInfo":{"name":"release","version":"1"}}}'
printf '%s\n' "$ask" '{"jsonrpc":"2.0","id":2,"method":"tools/list"}' | "$@" mcp >"$HOME/mcp" ||
    fail "$1 mcp fails" "look at its message above"
grep -q '"serverInfo":{[^}]*"version":"'"$version"'"' "$HOME/mcp" || fail "$1 mcp does not answer initialize" "run it by hand"
grep -q '"name":"paas_status"' "$HOME/mcp" || fail "$1 mcp does not list its tools" "run it by hand"
say "$* is paas $version: version, help and mcp answer"
