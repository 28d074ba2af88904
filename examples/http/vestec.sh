#!/usr/bin/env bash
# The user management of VESTEC: docs/dialects.md.
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/calls.sh"

person='{"username": "'"$username"'", "name": "Ada King Lovelace", "email": "'"$username"'@example.org",
  "password": "'"$password"'"}'
call 200 POST /vestec/flask/signup "$person"
shows '"msg":"User successfully created. Log in."'
call 409 POST /vestec/flask/signup "$person"

# an administrator enables the new account
call 400 POST /vestec/flask/login "$(credentials "$username" "$password")"
admin_token
call 200 POST /rpc/RequestAllAccounts '{"text": "'"$username"'"}' -H "$(bearer "$admin")"
enable='{"user_id": "'"$(field user_id)"'", "enabled": true}'
call 200 POST /rpc/RequestAccountEnable "$enable" -H "$(bearer "$admin")"

call 200 POST /vestec/flask/login "$(credentials "$username" "$password")"
token=$(bearer "$(field access_token)")
call 200 GET /vestec/flask/authorised '' -H "$token"
call 200 GET /vestec/flask/user_type '' -H "$token"
shows '"access_level":0'
call 200 GET /vestec/flask/user_type '' -H "$(bearer "$admin")"
shows '"access_level":1'

call 200 DELETE /vestec/flask/logout '' -H "$token"
call 403 GET /vestec/flask/authorised '' -H "$token"
call 403 GET /vestec/flask/user_type ''
