# Functions shared by the scripts in this folder.
set -euo pipefail

gateway=${GATEWAY:-http://127.0.0.1:8080}
gateway=${gateway%/}
# a new name, so that each script can be run repeatedly
username=http-$RANDOM$RANDOM
password='correct horse battery'

# the last request, and the body of its response
request=
response=

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

command -v curl >/dev/null || fail "curl is missing: install it (Debian, Ubuntu: apt-get install curl)."
[[ -n ${WARREN_ADMIN_PASSWORD:-} ]] || fail "WARREN_ADMIN_PASSWORD is not set: set it to the password that ./warren up printed."

# call STATUS METHOD PATH BODY [CURL OPTION…]: sends a request, and stops the script if the response has
# another status. The body is JSON, or empty; curl reads it from standard input, because other users can see
# its arguments.
call() {
  local expected=$1 method=$2 path=$3 body=$4 status
  shift 4
  request="$method $path"
  if [[ -n $body ]]; then
    set -- --header 'Content-Type: application/json' --data @- "$@"
  fi
  response=$(curl --silent --max-time 30 --request "$method" --write-out '\n%{http_code}' "$@" \
    "$gateway$path" <<<"$body") ||
    fail "no response from $gateway: start ./warren up, or set GATEWAY to the address of the gateway."
  status=${response##*$'\n'}
  response=${response%$'\n'*}
  [[ $status == "$expected" ]] || fail "$request returned $status instead of $expected: $response"
  echo "$status $request"
}

# shows TEXT: stops the script if the last response does not contain the text. The response may contain a
# token and is therefore not printed.
shows() {
  [[ $response == *"$1"* ]] || fail "the response to $request does not contain $1."
}

# field NAME: prints the first field with this name in the last response
field() {
  [[ $response =~ \"$1\":\"?([^\",}]+) ]] || fail "the response to $request has no field $1."
  echo "${BASH_REMATCH[1]}"
}

# credentials USERNAME PASSWORD: prints both as JSON
credentials() {
  local escaped=${2//\\/\\\\}
  echo '{"username": "'"$1"'", "password": "'"${escaped//\"/\\\"}"'"}'
}

# bearer TOKEN: prints the header with the token
bearer() {
  echo "Authorization: Bearer $1"
}

# a token of the administrator, for the steps that a dialect does not support
admin_token() {
  call 200 POST /rpc/RequestLoginToken "$(credentials admin "$WARREN_ADMIN_PASSWORD")"
  admin=$(field data)
}
