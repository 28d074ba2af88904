-- A token is active if its hash is stored, it has not expired, the key that signed it has not been
-- withdrawn, its session is active and its account is allowed to act.
create table session (
  id         uuid primary key,
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  -- for a session with a refresh token, the time when the refresh token expires
  expires_at timestamptz not null,
  ended_at   timestamptz,
  -- lifetime of each access token; set only for a session with a refresh token
  token_ttl_ms bigint
);
-- ids are UUID v7, so they sort by creation time
create index session_active on session (account_id, id) where ended_at is null;
create index session_expires on session (expires_at);
create index session_ended on session (ended_at) where ended_at is not null;

create table session_token (
  -- SHA-256 of the token
  hash       bytea primary key check (length(hash) = 32),
  session_id uuid not null references session on delete cascade,
  -- the key that signed the token
  kid        uuid not null,
  issued_at  timestamptz not null,
  expires_at timestamptz not null
);
create index session_token_session on session_token (session_id);
create index session_token_expires on session_token (expires_at);

-- All refresh tokens that a session has had; the latest is the one that has not been exchanged. A
-- token's successor is HMAC-SHA-256(key = token, message = salt), so that a repeated exchange returns
-- the same successor.
create table refresh_token (
  -- SHA-256 of the token
  hash         bytea primary key check (length(hash) = 32),
  session_id   uuid not null references session on delete cascade,
  salt         bytea check (length(salt) = 32),
  exchanged_at timestamptz,
  -- the access token of the exchange, which a repetition returns again; encrypted with a key derived
  -- from the refresh token, which is not stored
  access_token bytea,
  check ((salt is null) = (exchanged_at is null))
);
create unique index refresh_token_latest on refresh_token (session_id) where exchanged_at is null;
create index refresh_token_session on refresh_token (session_id);

create table signing_key (
  kid         uuid primary key,
  -- X.509 SubjectPublicKeyInfo
  public_key  bytea not null,
  -- PKCS #8 under AES-256-GCM: 12 bytes of nonce, then the ciphertext with its tag
  private_key bytea not null,
  created_at  timestamptz not null,
  -- later than its publication, so that verifiers have the key before it is first used
  signs_from  timestamptz not null
);

-- Signing keys that an operator has withdrawn; the tokens that they signed are not active.
create table withdrawn_key (
  kid          uuid primary key,
  withdrawn_at timestamptz not null
);

-- The random key from which the keys of all HMACs are derived. It remains when WARREN_SECRET changes, so
-- that stored HMACs can still be compared.
create table mac_key (
  only_row      boolean primary key default true check (only_row),
  -- 32 bytes, encrypted like a private key
  encrypted_key bytea not null
);

-- The secrets that processes have used as WARREN_SECRET.
create table server_secret (
  -- HMAC of a constant, with a key derived from the secret
  id           bytea primary key check (length(id) = 32),
  -- two WARREN_CLEANUP_INTERVAL after the latest record of a process
  in_use_until timestamptz not null
);
