-- Names are compared by their keys, which hold NFKC_Casefold of what was entered.

create table role (
  id          uuid primary key,
  name        text not null,
  name_key    text not null unique,
  level       smallint not null check (level between 0 and 20),
  description text,
  built_in    boolean not null default false,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

create table permission (
  id          uuid primary key,
  name        text not null,
  name_key    text not null unique,
  description text,
  built_in    boolean not null default false,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

create table role_permission (
  role_id       uuid not null references role on delete cascade,
  permission_id uuid not null references permission on delete cascade,
  primary key (role_id, permission_id)
);

create table account (
  id            uuid primary key,
  number        bigint generated always as identity unique,
  -- null once the account is erased; the id stays dead
  username      text,
  username_key  text unique,
  email         text,
  email_key     text unique,
  first_name    text,
  last_name     text,
  password_hash text,
  -- counts how often the password was changed; hashing it again is no change
  password_version integer not null default 1,
  enabled       boolean not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  last_login    timestamptz,
  erased_at     timestamptz,
  check ((username is null) = (username_key is null)),
  check ((email is null) = (email_key is null)),
  check (case when erased_at is null
    then username is not null and password_hash is not null
    else username is null and email is null and first_name is null and last_name is null
      and password_hash is null and not enabled end)
);

create table account_role (
  account_id uuid not null references account on delete cascade,
  role_id    uuid not null references role,
  primary key (account_id, role_id)
);
create index account_role_role on account_role (role_id);

create table account_group (
  id         bigint generated always as identity primary key,
  name       text not null,
  name_key   text not null unique,
  -- an open group may be joined by anyone, so it holds no roles
  open       boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table account_group_member (
  account_id uuid not null references account on delete cascade,
  group_id   bigint not null references account_group on delete cascade,
  primary key (account_id, group_id)
);
create index account_group_member_group on account_group_member (group_id);

create table account_group_role (
  group_id bigint not null references account_group on delete cascade,
  role_id  uuid not null references role,
  primary key (group_id, role_id)
);
create index account_group_role_role on account_group_role (role_id);

-- A ban stands while lifted_at is null and ends_at (null: never) is to come. None has to be ended.
create table ban (
  id         uuid primary key,
  account_id uuid not null references account on delete cascade,
  reason     text,
  actor_id   uuid references account,
  started_at timestamptz not null,
  ends_at    timestamptz,
  lifted_at  timestamptz
);
create unique index ban_not_lifted on ban (account_id) where lifted_at is null;

create table flag (
  account_id uuid primary key references account on delete cascade,
  reason     text,
  actor_id   uuid references account,
  flagged_at timestamptz not null
);
