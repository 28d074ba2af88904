-- The replies of commands, so that a redelivered request has one effect and gets the same reply.
create table stored_reply (
  -- SHA-256 of operation, account and message_id, or of operation, account, reply_to, correlation_id;
  -- for an anonymous request also of the body's HMAC
  key        bytea primary key check (length(key) = 32),
  -- the principal and the account concerned; the row is erased with either account
  account_id uuid,
  subject_id uuid,
  body_mac   bytea not null,
  -- null only within the transaction that inserts the row and then sets the reply
  reply      bytea,
  created_at timestamptz not null
);
create index stored_reply_account on stored_reply (account_id);
create index stored_reply_subject on stored_reply (subject_id);
create index stored_reply_created on stored_reply (created_at);
