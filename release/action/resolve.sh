#!/bin/sh
# Step 2 of action.yml: which version, which of its files for this runner, and where they lie. Writes version, file and from to
# GITHUB_OUTPUT.
set -eu
# shellcheck source=release/action/common.sh
. "$(dirname "$0")/common.sh"

version=${PAAS_INPUT_VERSION:-latest}
case $version in
latest) ;;
*)
    version=${version#v}
    case $version in
    *[!0-9A-Za-z.-]* | [!0-9]* | *. | *..* | .*) version= ;;
    [0-9]*.[0-9]*.[0-9]*) ;;
    *) version= ;;
    esac
    [ -n "$version" ] || fail "version is \"$(shown "$PAAS_INPUT_VERSION")\", which is no version" \
        "version: latest, or a number such as 1.2.3" 2
    ;;
esac

# whose action this is: it runs from …/_actions/<owner>/<repository>/<ref>, or, as ./, from the job's own repository
path=$(printf '%s' "${GITHUB_ACTION_PATH:-}" | tr '\134' /)
within=${path#*/_actions/}
if [ "$within" != "$path" ]; then
    owner=${within%%/*}
    within=${within#*/}
    repository=$owner/${within%%/*}
else
    repository=${GITHUB_REPOSITORY:-}
fi
from=${PAAS_INPUT_RELEASES:-${GITHUB_SERVER_URL:-https://github.com}/$repository/releases}
from=${from%/}
case $from in
*[!!-~]* | *[\"\\\<\>^\`{}\|]*) fail "releases is no address" "leave it out, or write it as https://mirror.example.com/paas" 2 ;;
https://?* | http://127.0.0.1[:/]* | http://localhost[:/]* | 'http://[::1]'[:/]*) ;;
*) fail "releases does not begin with https://" "a release is fetched over https only, because what it brings runs in your job" 2 ;;
esac

case ${PAAS_INPUT_METHOD:-native} in
jar) file=paas.jar ;;
native)
    case ${RUNNER_OS:-} in
    Linux) system=linux ;;
    macOS) system=macos ;;
    Windows) system=windows ;;
    *) fail "there is no native binary for ${RUNNER_OS:-this system}" "method: jar, after actions/setup-java with Java 25" 5 ;;
    esac
    case ${RUNNER_ARCH:-} in
    X64) processor=x64 ;;
    ARM64) processor=arm64 ;;
    *) fail "there is no native binary for ${RUNNER_ARCH:-this processor}" "method: jar, after actions/setup-java with Java 25" 5 ;;
    esac
    case $system-$processor in
    macos-x64) fail "there is no native binary for Macs with an Intel processor" "method: jar, after actions/setup-java with Java 25" 5 ;;
    # Windows on ARM runs programs for x64
    windows-*) file=paas-windows-x64.exe ;;
    *) file=paas-$system-$processor ;;
    esac
    ;;
*) fail "method is \"$(shown "$PAAS_INPUT_METHOD")\"" "method: native, or jar" 2 ;;
esac

if [ "$version" = latest ]; then
    # GitHub leads on to the newest one's page; a mirror may have a file with its number instead
    page=$(mktemp)
    trap 'rm -f "$page"' EXIT
    answer=$(curl_from "$from/latest" --max-filesize 100000 --output "$page" --write-out '%{http_code} %{redirect_url}') || told "$answer"
    case $answer in
    '200 '*) tag=$(head -n 1 "$page" | tr -d '\r') ;;
    30?' '*/tag/*) tag=${answer##*/tag/} ;;
    *) tag= ;;
    esac
    version=${tag#v}
    case $version in
    *[!0-9A-Za-z.-]* | '' | [!0-9]*) fail "$(shown "$from") names no latest release" "name one: version: 1.2.3" 5 ;;
    esac
fi
put "$GITHUB_OUTPUT" version "$version"
put "$GITHUB_OUTPUT" file "$file"
put "$GITHUB_OUTPUT" from "$from/download/v$version"
say "paas $version: $from/download/v$version/$file"
