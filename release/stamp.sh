#!/bin/sh
# stamp.sh OWNER/NAME: writes into this checkout where the releases of that repository on GitHub lie, so that what is built from it finds them
# for `paas upgrade` and `paas install --native`. A build without it knows none but those that it is told.
set -eu
here=$(dirname "$0")
# shellcheck source=release/common.sh
. "$here/common.sh"
[ $# -eq 1 ] || fail "which repository?" "stamp.sh OWNER/NAME" 2
case $1 in
*/*/* | /* | */ | *[!0-9A-Za-z./_-]*) fail "that is no repository of GitHub" "stamp.sh OWNER/NAME" 2 ;;
*/*) ;;
*) fail "that is no repository of GitHub" "stamp.sh OWNER/NAME" 2 ;;
esac
cd "${PAAS_CHECKOUT:-$here/..}"

file=lib/services/program/Releases.java
address=https://github.com/$1/releases
# not in place: the option for that differs between systems
sed "s|\(private static final String PROJECT = \)\"[^\"]*\";|\1\"$address\";|" "$file" >"$file.new"
grep -q "String PROJECT = \"$address\";" "$file.new" || {
    rm -f "$file.new"
    fail "$file has no line for the address" "it has to hold: private static final String PROJECT = \"\";"
}
mv "$file.new" "$file"
say "$file names $address"
