#!/usr/bin/env bash
# The Authorization API: docs/dialects.md.
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/calls.sh"

# person NAME: prints the fields of a new user as JSON
person() {
  echo '{"username": "'"$1"'", "email": "'"$1"'@example.org", "firstName": "Jane", "lastName": "Doe",
    "password": "'"$password"'"}'
}

call 200 POST /authorization/authentication/register "$(person "$username")"
call 200 POST /authorization/authentication/login "$(credentials "$username" "$password")"
token=$(field token)
call 200 GET /authorization/authentication/current '' -H "$(bearer "$token")"
shows '"first_name":"Jane","last_name":"Doe"'
own=/authorization/users/$(field id)
call 200 PUT "$own/self" '{"firstName": "Janet"}' -H "$(bearer "$token")"
shows '"first_name":"Janet","last_name":"Doe"'
call 200 PUT "$own/password" '{"oldPassword": "'"$password"'", "newPassword": "staple in a stable"}' \
  -H "$(bearer "$token")"
call 403 GET /authorization/users/ '' -H "$(bearer "$token")"

call 200 POST /authorization/authentication/login "$(credentials admin "$WARREN_ADMIN_PASSWORD")"
admin=$(bearer "$(field token)")

# a permission
call 200 POST /authorization/permissions/ \
  '{"name": "CAN_WALK_'"$username"'", "description": "Walk"}' -H "$admin"
permission=$(field id)
call 200 GET /authorization/permissions/ '' -H "$admin"
call 200 GET "/authorization/permissions/?text=can_walk_$username" '' -H "$admin"
shows '[{"id":"'"$permission"'"'
call 200 PUT "/authorization/permissions/$permission" '{"description": "Walk about"}' -H "$admin"
call 200 GET "/authorization/permissions/$permission" '' -H "$admin"
shows '"description":"Walk about"'

# a role that contains this permission
call 200 POST /authorization/roles/ \
  '{"name": "walker-'"$username"'", "permissions": ["'"$permission"'"]}' -H "$admin"
role=$(field id)
call 200 GET /authorization/roles/ '' -H "$admin"
call 200 GET "/authorization/roles/?text=walker-$username" '' -H "$admin"
shows '[{"id":"'"$role"'"'
call 200 PUT "/authorization/roles/$role" '{"description": "Walks about"}' -H "$admin"
call 200 GET "/authorization/roles/$role" '' -H "$admin"
shows '"description":"Walks about","permissions":[{"id":"'"$permission"'"'

# a user who holds this role
call 200 POST /authorization/users/ "$(person "walker-$username")" -H "$admin"
user=$(field id)
call 200 GET "/authorization/users/?text=walker-$username" '' -H "$admin"
shows '[{"id":"'"$user"'"'
call 200 PUT "/authorization/users/$user" '{"lastName": "Dough", "roles": ["'"$role"'"]}' -H "$admin"
call 200 GET "/authorization/users/$user" '' -H "$admin"
shows '"last_name":"Dough"'
shows '"name":"CAN_WALK_'"$username"'"'

call 200 PUT "/authorization/users/$user/password/admin" '{"password": "staple in a stable"}' -H "$admin"
call 200 PUT "/authorization/users/$user" '{"enabled": false}' -H "$admin"
shows '"enabled":false'
call 403 POST /authorization/authentication/login "$(credentials "walker-$username" "staple in a stable")"
call 200 GET "/authorization/users/?text=$user" '' -H "$admin"
shows '[{"id":"'"$user"'"'

call 200 DELETE "/authorization/users/$user" '' -H "$admin"
call 404 GET "/authorization/users/$user" '' -H "$admin"
call 200 DELETE "/authorization/roles/$role" '' -H "$admin"
call 404 GET "/authorization/roles/$role" '' -H "$admin"
call 200 DELETE "/authorization/permissions/$permission" '' -H "$admin"
call 404 GET "/authorization/permissions/$permission" '' -H "$admin"
call 200 GET /authorization/health/ ''
