#!/bin/sh
# sbom.sh FOLDER: writes paas.cdx.json about the paas.jar in the folder (CycloneDX 1.6) and has it validated.
set -eu
here=$(dirname "$0")
# shellcheck source=release/common.sh
. "$here/common.sh"
[ -f "${1-}/paas.jar" ] || fail "there is no paas.jar" "release/build-jar.sh builds it: sbom.sh target/release" 2
folder=$(cd "$1" && pwd)
cd "$here/.."

told=$(mktemp)
trap 'rm -f "$told"' EXIT
jbang info tools paas.java >"$told"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$folder/paas.jar" release/Sbom.java "$folder/paas.jar" "$told" >"$folder/paas.cdx.json"
jbang release/ValidateSbom.java "$folder/paas.cdx.json"
