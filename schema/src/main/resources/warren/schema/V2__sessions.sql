-- A token counts if its hash is here, it hasn't expired, its session stands and its account may act.
create table session (
  id         uuid primary key,
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  -- of one that can be refreshed, the end of its refresh token
  expires_at timestamptz not null,
  ended_at   timestamptz,
  -- how long each token lives, of a session that can be refreshed
  token_ttl_ms bigint
);
-- ids are UUID v7, so the newest come last
create index session_standing on session (account_id, id) where ended_at is null;
create index session_expires on session (expires_at);
create index session_ended on session (ended_at) where ended_at is not null;

create table session_token (
  -- SHA-256 of the token
  hash       bytea primary key check (length(hash) = 32),
  session_id uuid not null references session on delete cascade,
  issued_at  timestamptz not null,
  expires_at timestamptz not null
);
create index session_token_session on session_token (session_id);
create index session_token_expires on session_token (expires_at);

-- Every refresh token that a session has had; the one that wasn't exchanged is its latest. The
-- successor is HMAC-SHA-256(key = token, message = salt), so that it can be given out again.
create table refresh_token (
  -- SHA-256 of the token
  hash         bytea primary key check (length(hash) = 32),
  session_id   uuid not null references session on delete cascade,
  salt         bytea check (length(salt) = 32),
  exchanged_at timestamptz,
  check ((salt is null) = (exchanged_at is null))
);
create unique index refresh_token_latest on refresh_token (session_id) where exchanged_at is null;
create index refresh_token_session on refresh_token (session_id);

create table signing_key (
  kid         text primary key,
  -- X.509 SubjectPublicKeyInfo
  public_key  bytea not null,
  -- PKCS #8 under AES-256-GCM: 12 bytes of nonce, then the ciphertext with its tag
  private_key bytea not null,
  -- later than it is published, so that whoever verifies has it by then
  signs_from  timestamptz not null
);
