-- The lines that were imported, so that an import can be run again. They outlive an account that is
-- erased, lest the next run brings it back.
create table imported_account (
  -- HMAC of the line
  key        bytea primary key check (length(key) = 32),
  account_id uuid not null references account on delete cascade
);
create index imported_account_account on imported_account (account_id);
