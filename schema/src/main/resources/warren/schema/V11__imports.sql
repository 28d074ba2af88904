-- Numbers the imported lines in the order of their application, so that the last one of an account is
-- known.
alter table imported_account
  add column number bigint generated always as identity;
