insert into permission (
  id, name, name_key, description, description_key, built_in, created_at, updated_at)
select gen_random_uuid(), name, lower(name), description, lower(description), true, now(), now()
from (values
  ('CAN_UPDATE_SELF', 'Change one''s own account'),
  ('CAN_DELETE_SELF', 'Delete one''s own account'),
  ('CAN_READ_ACCOUNTS', 'Read any account'),
  ('CAN_BAN_USERS', 'Ban and unban accounts'),
  ('CAN_FLAG_USERS', 'Flag and unflag accounts'),
  ('CAN_CREATE_ACCOUNTS', 'Create accounts whatever the registration setting'),
  ('CAN_ENABLE_ACCOUNTS', 'Enable and disable accounts'),
  ('CAN_UPDATE_ACCOUNTS', 'Change any account'),
  ('CAN_DELETE_ACCOUNTS', 'Delete any account'),
  ('CAN_RESET_PASSWORDS', 'Issue password resets for any account'),
  ('CAN_REVOKE_TOKENS', 'End the sessions of any account'),
  ('CAN_ASSIGN_ROLES', 'Give roles to accounts'),
  ('CAN_MANAGE_ROLES', 'Create, change and delete roles'),
  ('CAN_MANAGE_PERMISSIONS', 'Create, change and delete permissions'),
  ('CAN_MANAGE_GROUPS', 'Create, change and delete groups and their members'),
  ('CAN_READ_AUDIT', 'Read the audit log')
) as built_in (name, description);

insert into role (
  id, name, name_key, level, description, description_key, built_in, created_at, updated_at)
select gen_random_uuid(), name, name, level, description, lower(description), true, now(), now()
from (values
  ('user', 0, 'Everybody'),
  ('moderator', 10, 'Watches over accounts'),
  ('admin', 20, 'Holds every permission')
) as built_in (name, level, description);

insert into role_permission (role_id, permission_id)
select role.id, permission.id
from role cross join permission
where role.name_key = 'admin'
   or permission.name in ('CAN_UPDATE_SELF', 'CAN_DELETE_SELF')
   or role.name_key = 'moderator'
      and permission.name in ('CAN_READ_ACCOUNTS', 'CAN_BAN_USERS', 'CAN_FLAG_USERS');
