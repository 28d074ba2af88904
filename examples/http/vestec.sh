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
call 200 POST /vestec/flask/login "$(credentials admin "$WARREN_ADMIN_PASSWORD")"
admin=$(bearer "$(field access_token)")
user='{"username": "'"$username"'"}'
call 200 POST /vestec/flask/getuser "$user" -H "$admin"
shows '"name":"Ada King Lovelace"'
shows '"enabled":false'
call 200 POST /vestec/flask/edituser '{"username": "'"$username"'", "enabled": true}' -H "$admin"
call 200 GET /vestec/flask/getallusers '' -H "$admin"

call 200 POST /vestec/flask/login "$(credentials "$username" "$password")"
token=$(bearer "$(field access_token)")
call 200 GET /vestec/flask/authorised '' -H "$token"
call 200 GET /vestec/flask/user_type '' -H "$token"
shows '"access_level":0'
call 200 GET /vestec/flask/user_type '' -H "$admin"
shows '"access_level":1'

call 200 DELETE /vestec/flask/logout '' -H "$token"
call 403 GET /vestec/flask/authorised '' -H "$token"
call 403 GET /vestec/flask/user_type ''

call 200 POST /vestec/flask/changepassword "$(credentials "$username" "staple in a stable")" -H "$admin"
call 200 POST /vestec/flask/login "$(credentials "$username" "staple in a stable")"
call 200 POST /vestec/flask/deleteuser "$user" -H "$admin"
call 404 POST /vestec/flask/deleteuser "$user" -H "$admin"
call 200 GET /vestec/flask/version ''
