-- A column "…_key" contains the NFKC_Casefold form of the text, except email_key. Names are compared
-- by their keys; names and descriptions are searched by their keys.

-- a trusted extension: the owner of the database may create it
create extension if not exists pg_trgm;

create table role (
  id          uuid primary key,
  name        text not null,
  name_key    text not null unique,
  level       smallint not null check (level between 0 and 20),
  description text,
  description_key text,
  built_in    boolean not null default false,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

create table permission (
  id          uuid primary key,
  name        text not null,
  name_key    text not null unique,
  description text,
  description_key text,
  built_in    boolean not null default false,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

create table role_permission (
  role_id       uuid not null references role on delete cascade,
  permission_id uuid not null references permission on delete cascade,
  primary key (role_id, permission_id)
);
create index role_permission_permission on role_permission (permission_id);

create table account (
  id             uuid primary key,
  number         bigint generated always as identity unique,
  -- null once the account is erased; its id is never reused
  username       text,
  -- with collation "C" the index also serves prefix searches
  username_key   text collate "C" constraint account_username unique,
  -- equal for user names that look alike (UTS 39)
  username_skeleton text collate "C",
  email          text,
  -- the mailbox: two addresses with the same key receive the same messages
  email_key      text collate "C" constraint account_email unique,
  email_text_key text,
  first_name     text,
  first_name_key text,
  last_name      text,
  last_name_key  text,
  password_hash  text,
  -- incremented by each change of the password, but not by rehashing the same password
  password_version integer not null default 1,
  enabled        boolean not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  last_login     timestamptz,
  erased_at      timestamptz,
  -- true from erased_at until data written by concurrent transactions has been erased too
  erasing        boolean not null default false,
  -- the text of the account search; names contain no line feed, so no match spans two fields
  search_text    text generated always as (
    username_key || E'\n' || coalesce(email_text_key, '') || E'\n'
      || coalesce(first_name_key, '') || ' ' || coalesce(last_name_key, '')) stored,
  check ((username is null) = (username_key is null)),
  check ((username is null) = (username_skeleton is null)),
  check ((email is null) = (email_key is null)),
  check ((email is null) = (email_text_key is null)),
  check (case when erased_at is null
    then username is not null and password_hash is not null
    else username is null and email is null and first_name is null and first_name_key is null
      and last_name is null and last_name_key is null and password_hash is null and not enabled end)
);
create index account_username_skeleton on account (username_skeleton);
create index account_search on account using gin (search_text gin_trgm_ops);
create index account_erasing on account (erased_at) where erasing;
create index account_disabled on account (number) where not enabled and erased_at is null;

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
  -- any account may join an open group, so an open group has no roles
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

-- Columns that name the actor are not foreign keys, in any table: a foreign key would lock the
-- actor's row, and two actors who act on each other would deadlock. Accounts are erased, never
-- deleted, so the references remain valid.

-- A ban is active while lifted_at is null and ends_at is in the future or null (a permanent ban). It
-- expires without an update.
create table ban (
  id          uuid primary key,
  account_id  uuid not null references account on delete cascade,
  reason      text,
  actor_id    uuid,
  started_at  timestamptz not null,
  ends_at     timestamptz,
  -- when it was lifted before its end
  lifted_at   timestamptz,
  lifted_by   uuid,
  lift_reason text
);
create unique index ban_not_lifted on ban (account_id) where lifted_at is null;
create index ban_newest on ban (account_id, started_at desc, id desc);

-- A flag is active while lifted_at is null.
create table flag (
  id          uuid primary key,
  account_id  uuid not null references account on delete cascade,
  reason      text,
  actor_id    uuid,
  flagged_at  timestamptz not null,
  -- also set when a new flag replaces this one
  lifted_at   timestamptz,
  lifted_by   uuid,
  lift_reason text
);
create unique index flag_active on flag (account_id) where lifted_at is null;
create index flag_newest on flag (flagged_at desc, account_id desc) where lifted_at is null;
create index flag_account on flag (account_id);
