#!/usr/bin/env bash
# The API of a Django backend, with tokens in cookies: docs/dialects.md.
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/calls.sh"

cookies=$(mktemp -d)
trap 'rm -r "$cookies"' EXIT
admin=(--cookie "$cookies/admin" --cookie-jar "$cookies/admin")
user=(--cookie "$cookies/user" --cookie-jar "$cookies/user")

person='{"username": "'"$username"'", "password": "'"$password"'", "email": "'"$username"'@example.org",
  "first_name": "Grace", "last_name": "Hopper"}'
call 201 POST /django/api/register/ "$person"
call 400 POST /django/api/register/ "$person"
shows '{"username":["A user with that username already exists."]}'

call 200 POST /django/api/token/ "$(credentials "$username" "$password")" "${user[@]}"
shows '{"success":true,"user":{'
call 200 POST /django/api/token/refresh/ '' "${user[@]}"
shows '{"refreshed":true}'
call 403 GET /django/users '' "${user[@]}"

# an administrator finds, changes and deletes users
call 200 POST /django/api/token/ "$(credentials admin "$WARREN_ADMIN_PASSWORD")" "${admin[@]}"
call 200 GET /django/users '' "${admin[@]}"
[[ $response =~ \"id\":([0-9]+),\"username\":\"$username\" ]] || fail "the list of users does not contain $username."
id=${BASH_REMATCH[1]}
call 200 GET "/django/users/$id" '' "${admin[@]}"
shows '"last_name":"Hopper"'
call 200 PATCH "/django/users/$id/" '{"last_name": "Murray Hopper"}' "${admin[@]}"
shows '"last_name":"Murray Hopper"'
call 201 POST /django/groups/ '{"name": "group-'"$username"'"}' "${admin[@]}"
group=$(field id)
call 200 PATCH "/django/users/$id/" '{"groups": ['"$group"'], "is_active": false}' "${admin[@]}"
shows "/django/groups/$group/"
shows '"is_active":false'
call 200 PATCH "/django/users/$id/" '{"groups": [], "is_active": true}' "${admin[@]}"
call 204 DELETE "/django/groups/$group/" '' "${admin[@]}"
call 200 GET /django/groups '' "${admin[@]}"
call 404 GET /django/groups/987654321 '' "${admin[@]}"

# the change of the state has ended the session
call 401 POST /django/api/authenticated/ '' "${user[@]}"
call 200 POST /django/api/token/ "$(credentials "$username" "$password")" "${user[@]}"
call 200 POST /django/api/authenticated/ '' "${user[@]}"
shows '{"authenticated":true}'

# a password change, which does not end this session
passwords() {
  echo '{"old_password": "'"$1"'", "new_password": "staple in a stable"}'
}
call 400 POST /django/api/change-password/ "$(passwords "not the password")" "${user[@]}"
shows '{"old_password":["Wrong password."]}'
call 200 POST /django/api/change-password/ "$(passwords "$password")" "${user[@]}"
shows '{"message":"Password updated successfully"}'
call 200 GET "/django/users/$id" '' "${user[@]}"
call 200 POST /django/api/logout/ '' "${user[@]}"
call 401 GET "/django/users/$id" '' "${user[@]}"

call 200 POST /django/api/reset-password/ \
  '{"username": "'"$username"'", "new_password": "'"$password"'"}' "${admin[@]}"
call 204 DELETE "/django/users/$id/" '' "${admin[@]}"
call 404 GET "/django/users/$id" '' "${admin[@]}"
call 200 POST /django/api/logout/ '' "${admin[@]}"
