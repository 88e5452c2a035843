#!/bin/sh
# Step 3 of action.yml: fetches the file that step 2 has found, holds it against the release's SHA256SUMS, tries it, and puts its folder on
# the PATH of the job's later steps. PAAS_VERSION, PAAS_FILE and PAAS_FROM are the outputs of step 2. A file that a runner already has
# is taken again when its checksum is right.
set -eu
# shellcheck source=release/action/common.sh
. "$(dirname "$0")/common.sh"

cache=$(script_path "${RUNNER_TOOL_CACHE:-${RUNNER_TEMP:-/tmp}}")
folder=$cache/paas/$PAAS_VERSION/$PAAS_FILE
mkdir -p "$folder"
fresh=$(mktemp -d "$folder/.fetched-XXXXXX")
trap 'rm -rf "$fresh"' EXIT

# fetch FILE: the release's file into the folder for what is fresh
fetch() {
    status=$(curl_from "$PAAS_FROM/$1" --location --output "$fresh/$1" --write-out '%{http_code}') || told "$status"
    case $status in
    200) ;;
    404) fail "there is no $1 at $(shown "$PAAS_FROM")" "look at the versions and files on the page of the releases" 5 ;;
    *) fail "$(shown "$PAAS_FROM/$1") answered $status" "run the job again" ;;
    esac
}

fetch SHA256SUMS
wanted=$(file=$PAAS_FILE awk '{ sub(/\r$/, ""); sub(/^\*/, "", $2) } $2 == ENVIRON["file"] { print $1 }' "$fresh/SHA256SUMS")
case $wanted in
'') fail "paas $PAAS_VERSION has no $PAAS_FILE" "look at its files on the page of the releases, or take method: jar" 5 ;;
*[!0-9a-f]*) fail "SHA256SUMS of paas $PAAS_VERSION has no checksum for $PAAS_FILE" "tell those who have made this release" ;;
esac
case $PAAS_FILE in *.jar) kept=paas.jar ;; *.exe) kept=paas.exe ;; *) kept=paas ;; esac
if [ -f "$folder/$kept" ] && [ "$(sha256 "$folder/$kept")" = "$wanted" ]; then
    say "$PAAS_FILE is here already, and its checksum is right"
else
    fetch "$PAAS_FILE"
    [ "$(sha256 "$fresh/$PAAS_FILE")" = "$wanted" ] || fail "$PAAS_FILE of paas $PAAS_VERSION does not have the checksum in SHA256SUMS" \
        "it was damaged or changed on its way: run the job again, and do not use it if this happens twice"
    chmod 755 "$fresh/$PAAS_FILE"
    mv -f "$fresh/$PAAS_FILE" "$folder/$kept"
fi
program=$folder/$kept

if [ "$kept" = paas.jar ]; then
    java=${JAVA_HOME:+$(script_path "$JAVA_HOME")/bin/}java
    java=$(command -v "$java") || fail "method: jar needs a Java 25, and there is none" \
        "actions/setup-java with java-version: 25 before, or method: native"
    release=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    [ "${release:-0}" -ge 25 ] || fail "method: jar needs Java 25, and this is Java ${release:-unknown}" \
        "actions/setup-java with java-version: 25 before, or method: native"
    # the Java of now: a later step may set another one up
    flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr"
    flags="$flags --enable-native-access=ALL-UNNAMED"
    quoted=$(printf '%s' "$java" | sed "s/'/'\\\\''/g")
    # shellcheck disable=SC2016 # the launcher's own variables
    printf '#!/bin/sh\nexec '"'%s'"' %s -jar "${0%%/*}/paas.jar" "$@"\n' "$quoted" "$flags" >"$fresh/paas"
    chmod 755 "$fresh/paas"
    mv -f "$fresh/paas" "$folder/paas"
    program=$folder/paas
    if [ "${RUNNER_OS:-}" = Windows ]; then
        printf '@"%s" %s -jar "%%~dp0paas.jar" %%*\r\n' "$(system_path "$java")" "$flags" >"$fresh/paas.cmd"
        mv -f "$fresh/paas.cmd" "$folder/paas.cmd"
    fi
fi

said=$("$program" version) || fail "paas $PAAS_VERSION does not run here" "look at its message above, or take the other method"
said=$(printf '%s' "$said" | tr -d '\r')
[ "$said" = "$PAAS_VERSION" ] || fail "what was fetched as paas $PAAS_VERSION says that it is \"$(shown "$said")\"" \
    "tell those who have made this release"
[ ! -f "$folder/paas.cmd" ] || program=$folder/paas.cmd
system_path "$folder" >>"$GITHUB_PATH"
put "$GITHUB_OUTPUT" path "$(system_path "$program")"
put "$GITHUB_OUTPUT" version "$PAAS_VERSION"
say "paas $PAAS_VERSION is on the PATH: $(system_path "$program")"
