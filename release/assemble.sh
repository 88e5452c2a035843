#!/bin/sh
# assemble.sh OWNER/REPOSITORY FOLDER: makes the rest of a release out of paas.jar, paas.cdx.json and the native binaries in the folder: the
# bundles for Claude Desktop, server.json for the MCP registry and SHA256SUMS. Ends with 1 when a binary is missing; PAAS_TARGETS names
# fewer of them for a trial, e.g. PAAS_TARGETS=linux-x64.
set -eu
here=$(dirname "$0")
# shellcheck source=release/common.sh
. "$here/common.sh"
if [ $# -ne 2 ] || [ ! -d "$2" ]; then
    fail "which repository, and where are the files?" "assemble.sh owner/repository target/release" 2
fi
repository=$1
case $repository in
*[!0-9A-Za-z._/-]* | */*/* | /* | */) fail "the repository is none" "name it as owner/repository" 2 ;;
*/*) ;;
*) fail "the repository is none" "name it as owner/repository" 2 ;;
esac
folder=$(cd "$2" && pwd)
cd "$here/.."

wanted="paas.jar paas.cdx.json"
for target in ${PAAS_TARGETS:-linux-x64 linux-arm64 macos-arm64 windows-x64}; do
    case $target in
    windows-*) wanted="$wanted paas-$target.exe" ;;
    *) wanted="$wanted paas-$target" ;;
    esac
done
for file in $wanted; do
    [ -s "$folder/$file" ] || fail "$file is missing in $2" "the jobs of .github/workflows/release.yml build it"
done
for file in "$folder"/*; do
    name=${file##*/}
    case " $wanted " in
    *" $name "*) ;;
    *)
        case $name in
        *.mcpb | server.json | SHA256SUMS) rm -f "$file" ;;
        *) fail "$name does not belong to a release" "take it out of $2" ;;
        esac
        ;;
    esac
done

release/mcpb.sh "$repository" "$folder"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$folder/paas.jar" release/ServerJson.java "$repository" "$folder" >"$folder/server.json"
say "wrote $folder/server.json"
release/checksums.sh "$folder"
