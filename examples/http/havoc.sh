#!/usr/bin/env bash
# The API of Havoc Communications: docs/dialects.md.
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/calls.sh"

call 200 POST /havoc/user/login "$(credentials admin "$WARREN_ADMIN_PASSWORD")"
shows '"permission_level":"Admin"'
# the user name and the token are in the body, which may be a form
admin=(--data-urlencode username=admin --data-urlencode "session_token=$(field session_token)")

call 200 POST /havoc/user/check_status '' "${admin[@]}"
shows '{"status":200,"data":"OK"}'
call 200 POST /havoc/user_admin/create_user '' "${admin[@]}" --data-urlencode 'new_user={
  "email": "'"$username"'@example.org", "username": "'"$username"'", "password": "'"$password"'",
  "first_name": "Test", "last_name": "McGee", "fk_permission_code": "5"}'
call 200 POST /havoc/user_admin/get_all_users '' "${admin[@]}"
shows '"username":"'"$username"'","first_name":"Test","last_name":"McGee","permission_code":5'
call 200 POST /havoc/permission_admin/get_permissions '' "${admin[@]}"
shows '{"permission_code":10,"permission_level":"Admin"}'

call 200 POST /havoc/user/login "$(credentials "$username" "$password")"
shows '"fk_permission_code":5,"permission_level":"Moderator"'
user=(--data-urlencode "username=$username" --data-urlencode "session_token=$(field session_token)")
call 403 POST /havoc/user_admin/get_all_users '' "${user[@]}"
call 200 POST /havoc/user/logout '' "${user[@]}"
call 401 POST /havoc/user/check_status '' "${user[@]}"

call 200 POST /havoc/user_admin/update_user '' "${admin[@]}" --data-urlencode 'fields={
  "username": "'"$username"'", "last_name": "McGinty", "fk_permission_code": "1"}'
call 200 POST /havoc/user/login "$(credentials "$username" "$password")"
shows '"last_name":"McGinty","fk_permission_code":1'
call 200 POST /havoc/user_admin/delete_user '' "${admin[@]}" --data-urlencode "delete_user=$username"
call 401 POST /havoc/user/login "$(credentials "$username" "$password")"
call 200 POST /havoc/user/logout '' "${admin[@]}"
