#!/bin/sh
# mcpb.sh OWNER/REPOSITORY FOLDER: packs each native binary in the folder into a bundle for Claude Desktop, paas-<target>.mcpb, with the
# program of those who make the format, which validates it, too. MCPB names another way to start that program.
set -eu
here=$(dirname "$0")
# shellcheck source=release/common.sh
. "$here/common.sh"
[ $# -eq 2 ] || fail "which repository, and where are the binaries?" "mcpb.sh owner/repository target/release" 2
[ -f "$2/paas.jar" ] || fail "there is no paas.jar in $2" "release/build-jar.sh builds it" 5
repository=$1
folder=$(cd "$2" && pwd)
cd "$here/.."
mcpb=${MCPB:-npx --yes @anthropic-ai/mcpb@2.1.2}

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
packed=0
for binary in "$folder"/paas-*; do
    case $binary in *.mcpb | *'*') continue ;; esac
    name=${binary##*/}
    target=${name#paas-}
    target=${target%.exe}
    suffix=
    case $name in *.exe) suffix=.exe ;; esac
    rm -rf "${stage:?}/bundle"
    mkdir -p "$stage/bundle/server"
    cp "$binary" "$stage/bundle/server/paas$suffix"
    # what came through an artifact of CI has lost its permissions; in a bundle they count
    chmod 755 "$stage/bundle/server/paas$suffix"
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$folder/paas.jar" release/McpbManifest.java "$target" "$repository" \
        >"$stage/bundle/manifest.json"
    rm -f "$folder/paas-$target.mcpb"
    # shellcheck disable=SC2086 # a command with its arguments
    $mcpb pack "$stage/bundle" "$folder/paas-$target.mcpb" >"$stage/log" 2>&1 || {
        cat "$stage/log" >&2
        fail "mcpb does not pack $name" "look at its messages above"
    }
    say "packed $folder/paas-$target.mcpb"
    packed=$((packed + 1))
done
[ "$packed" -gt 0 ] || fail "there is no native binary in $2" "release/build-native.sh builds one" 5
