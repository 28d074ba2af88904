-- The imported lines, so that an import can be repeated. A row remains when its account is erased, so
-- that the next import does not recreate the account.
create table imported_account (
  -- HMAC of the line
  key        bytea primary key check (length(key) = 32),
  account_id uuid not null references account on delete cascade
);
create index imported_account_account on imported_account (account_id);
