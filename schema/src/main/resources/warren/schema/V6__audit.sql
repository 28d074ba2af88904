-- The audit log: every write and every password check. The service creates and drops one partition
-- for each month. Ids are UUID v7, so they sort by creation time.
create table audit_entry (
  id              uuid not null,
  at              timestamptz not null,
  operation       text not null,
  -- 'ok' or the error code of the refusal
  outcome         text not null,
  -- the principal; null if the request was not authenticated
  actor_id        uuid,
  -- the account concerned
  account_id      uuid,
  -- HMAC of a user name without an account; an HMAC because people type passwords into this field
  name_mac        bytea,
  -- the client address, and whether it is trusted
  client_address  inet,
  client_address_trusted boolean not null,
  correlation_id  text,
  primary key (at, id)
) partition by range (at);
create index audit_entry_actor on audit_entry (actor_id, at, id);
create index audit_entry_account on audit_entry (account_id, at, id);
create index audit_entry_operation on audit_entry (operation, at, id);
-- by the account whose client address it is: the address is erased with that account
create index audit_entry_client_address on audit_entry (coalesce(actor_id, account_id))
  where client_address is not null;
