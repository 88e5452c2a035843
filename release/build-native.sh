#!/bin/sh
# build-native.sh FOLDER: builds the native binary of this machine's kind (paas-linux-x64, paas-macos-arm64, paas-windows-x64.exe …) with
# the GraalVM of GRAALVM_HOME, or of JAVA_HOME when that is one, and tries it. Three minutes of two cores and 4.5 GB.
set -eu
here=$(dirname "$0")
# shellcheck source=release/common.sh
. "$here/common.sh"
[ $# -eq 1 ] || fail "where to?" "build-native.sh target/release" 2
# a binary that is linked against a younger C library does not start on Debian 12, Ubuntu 22.04 and RHEL 9
newest_libc=2.34

if [ -z "${GRAALVM_HOME:-}" ]; then
    for builder in native-image native-image.cmd; do
        [ ! -e "${JAVA_HOME:-/nowhere}/bin/$builder" ] || GRAALVM_HOME=$JAVA_HOME
    done
    [ -n "${GRAALVM_HOME:-}" ] || fail "no GraalVM was found" "install GraalVM 25 and set GRAALVM_HOME to its folder"
    export GRAALVM_HOME
fi
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$here/.."

target=$(this_target)
file=$folder/paas-$target
case $target in windows-*) file=$file.exe ;; esac
rm -f "$file"
# encodings of file names are fixed when the image is built
case $target in linux-*) LC_ALL=C.UTF-8 ;; *) LC_ALL=en_US.UTF-8 ;; esac
export LC_ALL
jbang export native --force --output "$file" paas.java
[ -s "$file" ] || fail "no binary was written" "look at the messages above"
chmod +x "$file"

case $target in
linux-*)
    libc=$(objdump -T "$file" | sed -n 's/.*[( ]GLIBC_\([0-9.]*\)[) ].*/\1/p' | sort -u -t. -k1,1n -k2,2n | tail -n 1)
    say "$file needs the C library $libc"
    [ "$(printf '%s\n' "$libc" "$newest_libc" | sort -t. -k1,1n -k2,2n | tail -n 1)" = "$newest_libc" ] ||
        fail "the binary needs the C library $libc, and may need $newest_libc" "build it on an older system"
    ;;
esac
release/smoke.sh "$(checkout_version)" "$file"
say "wrote $file, $(($(wc -c <"$file") / 1000000)) MB"
