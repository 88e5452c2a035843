#!/bin/sh
# Step 1 of action.yml: makes the inputs url and token the connection of the job's later steps (PAAS_URL, PAAS_TOKEN), and has the runner
# mask the token in every log. Without both inputs it does nothing.
set -eu
# shellcheck source=release/action/common.sh
. "$(dirname "$0")/common.sh"

# a line break at the end is how secrets are often stored
url=$(printf '%s' "${PAAS_INPUT_URL:-}")
token=$(printf '%s' "${PAAS_INPUT_TOKEN:-}")
if [ -z "$url$token" ]; then exit 0; fi
[ -n "$token" ] || fail "url is given, but token is empty" \
    "token: \${{ secrets.PAAS_TOKEN }}; pull requests from forks get no secrets" 2
case $token in
*[!!-~]*) fail "token holds characters that no token has" "copy the token once more, on one line" 2 ;;
esac
printf '::add-mask::%s\n' "$(escaped "$token")"
[ -n "$url" ] || fail "token is given, but not url" "url: https://paas.example.com" 2

case $url in
*[!!-~]*) fail "url holds characters that no address has" "write it as https://paas.example.com" 2 ;;
http://?* | https://?*) ;;
*) fail "url does not begin with http:// or https://" "write it as https://paas.example.com" 2 ;;
esac
host=${url#*://}
case ${host%%/*} in
*@*) fail "url holds a user name or password" "write it as https://paas.example.com" 2 ;;
esac
case $url in
*\?* | *\#*) fail "url has a \"?\" or \"#\"" "write it as https://paas.example.com" 2 ;;
http://127.0.0.1[:/]* | http://127.0.0.1 | http://localhost[:/]* | http://localhost) ;;
http://*) printf '::warning title=Set up paas::%s\n' "the token goes over plain http, where others can read it" ;;
esac
put "$GITHUB_ENV" PAAS_URL "$url"
put "$GITHUB_ENV" PAAS_TOKEN "$token"
