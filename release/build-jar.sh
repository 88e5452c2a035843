#!/bin/sh
# build-jar.sh FOLDER: builds paas.jar, one file that needs a Java 25 and nothing else, and tries it.
set -eu
here=$(dirname "$0")
# shellcheck source=release/common.sh
. "$here/common.sh"
[ $# -eq 1 ] || fail "where to?" "build-jar.sh target/release" 2
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$here/.."

rm -f "$folder/paas.jar"
jbang export fatjar --force --output "$folder/paas.jar" paas.java
[ -s "$folder/paas.jar" ] || fail "JBang has written no jar" "look at its messages above"
release/smoke.sh "$(checkout_version)" "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar "$folder/paas.jar"
say "wrote $folder/paas.jar"
