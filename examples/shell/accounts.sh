#!/usr/bin/env bash
set -euo pipefail

warren=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../warren
username=shell-$RANDOM$RANDOM
password='correct horse battery'

# the value of a field in the JSON that ./warren call prints, a field a line
field() {
  awk -F'"' -v name="$1" '$2 == name {print $4; exit}'
}

admin=$("$warren" login admin <<<"$WARREN_ADMIN_PASSWORD")
echo "logged in as admin"

id=$("$warren" call RequestAccountCreate \
  '{"username": "'"$username"'", "password": "'"$password"'"}' 2>/dev/null | field user-id)
echo "created $username"

account=$("$warren" call RequestAccountData '{"user_id": "'"$id"'"}' --jwt "$admin" 2>/dev/null)
echo "$(field username <<<"$account") is a $(field role <<<"$account")"

"$warren" call RequestBanUser --jwt "$admin" >/dev/null 2>&1 \
  '{"user_id": "'"$id"'", "permanent": false, "duration_ms": 3600000}'
echo "banned $username"

# 1 is a refusal, 2 no reply at all
status=0
refusal=$("$warren" call RequestLoginToken \
  '{"username": "'"$username"'", "password": "'"$password"'"}' 2>/dev/null) || status=$?
if [[ $status == 1 && $(field code <<<"$refusal") == banned ]]; then
  echo "refused: $(field message <<<"$refusal")"
else
  exit 1
fi
