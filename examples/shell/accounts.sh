#!/usr/bin/env bash
set -euo pipefail

warren=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../warren
username=shell-$RANDOM$RANDOM
credentials='{"username": "'"$username"'", "password": "correct horse battery"}'

command -v jq >/dev/null || {
  echo "jq is missing: install it (Debian, Ubuntu: apt-get install jq)." >&2
  exit 1
}

# call OPERATION JSON [OPTION…]: prints the body of the reply, without the headers on standard error
call() {
  "$warren" call "$@" 2>/dev/null
}

admin=$("$warren" login admin <<<"$WARREN_ADMIN_PASSWORD")
echo "logged in as admin"

id=$(call RequestAccountCreate "$credentials" | jq -r '.data."user-id"')
echo "created $username"

account=$(call RequestAccountData '{"user_id": "'"$id"'"}' --jwt "$admin")
jq -r '"\(.data.username) is a \(.data.role)"' <<<"$account"

call RequestBanUser '{"user_id": "'"$id"'", "permanent": false, "duration_ms": 3600000}' \
  --jwt "$admin" >/dev/null
echo "banned $username"

# exit code 1: the request was refused; 2: no reply
status=0
reply=$(call RequestLoginToken "$credentials") || status=$?
if [[ $status == 1 && $(jq -r .error.code <<<"$reply") == banned ]]; then
  echo "refused: $(jq -r .error.message <<<"$reply")"
else
  exit 1
fi
