-- number: the imported lines in the order of their application, so that the last one of an account is
-- known. name: HMAC of the key of the line's user name, so that a later line with this user name finds
-- the account after it was renamed or deleted.
alter table imported_account
  add column number bigint generated always as identity,
  add column name bytea check (length(name) = 32);
create index imported_account_name on imported_account (name);
