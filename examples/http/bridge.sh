#!/usr/bin/env bash
# The operations of Warren, each under its own name: docs/gateway.md.
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/calls.sh"

admin_token

# a write that is sent again with the same key has one effect
for _ in 1 2; do
  call 200 POST /rpc/RequestAccountCreate "$(credentials "$username" "$password")" \
    -H "Idempotency-Key: $username"
done
call 409 POST /rpc/RequestAccountCreate "$(credentials "$username" "$password")"
shows '"code":"username_taken"'

call 200 POST /rpc/RequestLoginToken "$(credentials "$username" "$password")"
token=$(field data)
call 200 POST /rpc/RequestAccountData '{}' -H "$(bearer "$token")"
shows '"username":"'"$username"'"'

# a refusal contains a code for programs
call 403 POST /rpc/RequestAllAccounts '{}' -H "$(bearer "$token")"
shows '"code":"forbidden"'
call 404 POST /rpc/RequestNothing '{}'
shows '"code":"unknown_operation"'
call 401 POST /rpc/RequestAccountData '{}'
shows '"code":"unauthenticated"'

call 200 POST /rpc/RequestAllAccounts '{"text": "'"$username"'"}' -H "$(bearer "$admin")"
shows '"username":"'"$username"'"'

call 200 POST /rpc/RequestInvalidateLoginToken '{}' -H "$(bearer "$token")"
call 401 POST /rpc/RequestAccountData '{}' -H "$(bearer "$token")"
