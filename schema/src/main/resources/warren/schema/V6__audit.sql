-- Every write, and every password that was checked. A partition a month, made and dropped by the
-- service; ids are UUID v7, so the newest come last.
create table audit_entry (
  id              uuid not null,
  at              timestamptz not null,
  operation       text not null,
  -- 'ok', or the code of the refusal
  outcome         text not null,
  -- who did it, null if nobody was signed in
  actor_id        uuid,
  -- the account on which it was done
  account_id      uuid,
  -- HMAC of a name that no account has: people type passwords into the wrong field
  name_mac        bytea,
  -- the end user's IP address, and whether the service trusted the sender to state it
  client_address  inet,
  client_address_trusted boolean not null,
  correlation_id  text,
  primary key (at, id)
) partition by range (at);
create index audit_entry_actor on audit_entry (actor_id, at, id);
create index audit_entry_account on audit_entry (account_id, at, id);
create index audit_entry_operation on audit_entry (operation, at, id);
-- by whose address it is, which is erased with the account
create index audit_entry_client_address on audit_entry (coalesce(actor_id, account_id))
  where client_address is not null;
