#!/bin/sh
# check-version.sh [TAG]: prints the version of this checkout. With a tag, ends with 1 unless the tag, lib/base/Version.java and the newest
# section of CHANGELOG.md agree, that section has a date, and nothing is left under [Unreleased].
set -eu
here=$(dirname "$0")
# shellcheck source=release/common.sh
. "$here/common.sh"
root=${PAAS_CHECKOUT:-$here/..}
cd "$root"

version=$(checkout_version)
case $version in
'' | *[!0-9A-Za-z.-]*)
    fail "lib/base/Version.java names no version" "it has to hold one line: public static final String NUMBER = \"1.2.3\";"
    ;;
esac

if [ $# -gt 0 ]; then
    # what came from outside is shown without what could change a terminal or a log
    tag=$(printf %s "$1" | tr -cd '0-9A-Za-z._/+-' | cut -c1-60)
    [ "$1" = "v$version" ] || fail "the tag is \"$tag\", but lib/base/Version.java says $version" \
        "tag the commit as v$version, or change the version first"
    newest=$(sed -n 's/^## \[\([0-9][^]]*\)\].*/\1/p' CHANGELOG.md | head -n 1)
    [ "$newest" = "$version" ] || fail "the newest version in CHANGELOG.md is ${newest:-none}, not $version" \
        "write \"## [$version] - $(date +%Y-%m-%d)\" below \"## [Unreleased]\""
    sed -n "/^## \[$version\]/p" CHANGELOG.md | grep -q '^## \[[^]]*\] - [0-9]\{4\}-[0-9][0-9]-[0-9][0-9]$' ||
        fail "the section [$version] of CHANGELOG.md has no date" "write \"## [$version] - $(date +%Y-%m-%d)\""
    if sed -n '/^## \[Unreleased\]/,/^## \[[0-9]/p' CHANGELOG.md | grep -q '^[-*] '; then
        fail "CHANGELOG.md still has changes under [Unreleased]" "move them below \"## [$version]\""
    fi
fi
printf '%s\n' "$version"
