-- Login attempts that have not succeeded. An attempt is inserted before the hash is computed, and
-- deleted if the password is correct.
create table login_attempt (
  id          uuid primary key,
  -- HMAC of the user name's key
  name_key    bytea not null,
  -- HMAC of the client address (IPv6: of its /64 prefix); null if the address is not trusted
  address_key bytea,
  reserved_at timestamptz not null,
  -- null while the hash is computed; an attempt whose hash takes too long counts as failed
  failed_at   timestamptz
);
create index login_attempt_reserved on login_attempt (reserved_at);
create index login_attempt_name on login_attempt (name_key, reserved_at);
create index login_attempt_address on login_attempt (address_key, reserved_at)
  where address_key is not null;

-- The client addresses from which accounts have logged in, the newest ones of each account. Failed
-- attempts from other addresses do not delay a login from one of these.
create table known_address (
  -- HMAC of the account and the client address (IPv6: of its /64 prefix)
  address_key bytea primary key check (length(address_key) = 32),
  account_id  uuid not null references account on delete cascade,
  -- exact to a day
  last_login  timestamptz not null
);
create index known_address_account on known_address (account_id, last_login);
create index known_address_last_login on known_address (last_login);

-- Default passwords that were issued and have not been used.
create table password_reset (
  -- SHA-256 of the default password
  hash       bytea primary key check (length(hash) = 32),
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index password_reset_account on password_reset (account_id, created_at);
create index password_reset_expires on password_reset (expires_at);

-- Attempts to create accounts, by principals without CAN_CREATE_ACCOUNTS.
create table anonymous_creation (
  id          uuid primary key,
  -- HMAC of the trusted client address or, if it is unknown, of the broker user
  sender_key  bytea not null,
  created_at  timestamptz not null
);
create index anonymous_creation_created on anonymous_creation (created_at);
create index anonymous_creation_sender on anonymous_creation (sender_key, created_at);
