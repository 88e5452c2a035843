#!/bin/sh
# notes.sh VERSION: prints what CHANGELOG.md says of a version, for the release's page. Ends with 1 when it says nothing.
set -eu
here=$(dirname "$0")
# shellcheck source=release/common.sh
. "$here/common.sh"
cd "${PAAS_CHECKOUT:-$here/..}"
[ $# -eq 1 ] || fail "which version?" "notes.sh 1.2.3" 2

notes=$(version=$1 awk '
    /^## / { inside = index($0, "## [" ENVIRON["version"] "]") == 1; next }
    inside && (started || NF) { started = 1; print }' CHANGELOG.md)
[ -n "$notes" ] || fail "CHANGELOG.md says nothing of this version" "give its section the heading \"## [version] - date\""
printf '%s\n' "$notes"
