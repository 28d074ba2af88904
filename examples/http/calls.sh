# What the walks beside it have in common.
set -euo pipefail

gateway=${GATEWAY:-http://127.0.0.1:8080}
gateway=${gateway%/}
# a walk can be taken again and again
username=http-$RANDOM$RANDOM
password='correct horse battery'

# the last request, and its answer's body
request=
answer=

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

command -v curl >/dev/null || fail "curl is missing: install it (Debian, Ubuntu: apt-get install curl)."
[[ -n ${WARREN_ADMIN_PASSWORD:-} ]] || fail "WARREN_ADMIN_PASSWORD is missing: ./warren up has printed it."

# call STATUS METHOD PATH BODY [OPTION OF CURL…]: makes a request, and ends the walk if the answer has
# another status. The body is JSON, or empty; on curl's standard input nobody else can read it.
call() {
  local wanted=$1 method=$2 path=$3 body=$4 status
  shift 4
  request="$method $path"
  if [[ -n $body ]]; then
    set -- --header 'Content-Type: application/json' --data @- "$@"
  fi
  answer=$(curl --silent --max-time 30 --request "$method" --write-out '\n%{http_code}' "$@" \
    "$gateway$path" <<<"$body") ||
    fail "nothing answers at $gateway: is ./warren up running? GATEWAY says where, if it is elsewhere."
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  [[ $status == "$wanted" ]] || fail "$request was answered by $status instead of $wanted: $answer"
  echo "$status $request"
}

# shows TEXT: ends the walk if the last answer doesn't, which may hold a token and so isn't printed
shows() {
  [[ $answer == *"$1"* ]] || fail "$request was to show $1 and doesn't."
}

# field NAME: the first of this name in the last answer
field() {
  [[ $answer =~ \"$1\":\"?([^\",}]+) ]] || fail "$request was to show a $1 and doesn't."
  echo "${BASH_REMATCH[1]}"
}

# credentials USERNAME PASSWORD: as JSON
credentials() {
  local escaped=${2//\\/\\\\}
  echo '{"username": "'"$1"'", "password": "'"${escaped//\"/\\\"}"'"}'
}

# bearer TOKEN: the header that carries it
bearer() {
  echo "Authorization: Bearer $1"
}

# by the bridge, for what a dialect can't do
admin_token() {
  call 200 POST /rpc/RequestLoginToken "$(credentials admin "$WARREN_ADMIN_PASSWORD")"
  admin=$(field data)
}
