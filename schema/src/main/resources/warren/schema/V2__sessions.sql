-- A token counts if its hash is here, it hasn't expired, its session stands and its account may act.
create table session (
  id         uuid primary key,
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at   timestamptz
);
-- ids are UUID v7, so the newest come last
create index session_standing on session (account_id, id) where ended_at is null;

create table session_token (
  -- SHA-256 of the token
  hash       bytea primary key check (length(hash) = 32),
  session_id uuid not null references session on delete cascade,
  issued_at  timestamptz not null,
  expires_at timestamptz not null
);
create index session_token_session on session_token (session_id);

create table signing_key (
  kid         text primary key,
  -- X.509 SubjectPublicKeyInfo
  public_key  bytea not null,
  -- PKCS #8 under AES-256-GCM: 12 bytes of nonce, then the ciphertext with its tag
  private_key bytea not null,
  created_at  timestamptz not null
);
