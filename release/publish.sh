#!/bin/sh
# publish.sh TAG FOLDER: makes a draft of a release on GitHub with all files of the folder (through gh, with GH_TOKEN). A draft that is
# there already is made anew; a release that people can see is never touched.
set -eu
here=$(dirname "$0")
# shellcheck source=release/common.sh
. "$here/common.sh"
if [ $# -ne 2 ] || [ ! -d "$2" ]; then
    fail "which tag, and where are the files?" "publish.sh v1.2.3 target/release" 2
fi
tag=$1
folder=$(cd "$2" && pwd)
cd "$here/.."

version=$(release/check-version.sh "$tag")
release/checksums.sh --check "$folder"
notes=$(mktemp)
trap 'rm -f "$notes"' EXIT
release/notes.sh "$version" >"$notes"

if there=$(gh release view "$tag" --json isDraft --jq .isDraft 2>/dev/null); then
    [ "$there" = true ] || fail "the release $tag is published already" "publish the next version, or delete this one by hand" 6
    gh release delete "$tag" --yes
fi
set -- --draft --verify-tag --title "paas $version" --notes-file "$notes"
case $version in *-*) set -- "$@" --prerelease ;; esac
gh release create "$tag" "$@" "$folder"/*
say "the draft of $tag is there: look at it, and publish it on GitHub"
