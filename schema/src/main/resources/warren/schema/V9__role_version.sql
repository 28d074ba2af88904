-- Counts the changes of what roles mean (their names, levels and permissions), so that who keeps what
-- they mean can see with every request whether that still holds.
create table role_version (
  only_row   boolean primary key default true check (only_row),
  version    bigint not null,
  -- the transaction that has counted last
  changed_by xid8
);
insert into role_version (version) values (1);

create function count_role_change() returns trigger language plpgsql as $$
begin
  update role_version set version = version + 1, changed_by = pg_current_xact_id()
  where changed_by is distinct from pg_current_xact_id();
  return null;
end
$$;

-- Deferred, so that the counter's row is the last that a transaction locks.
create constraint trigger role_change after insert or update or delete on role
  deferrable initially deferred for each row execute function count_role_change();
create constraint trigger role_change after insert or update or delete on permission
  deferrable initially deferred for each row execute function count_role_change();
create constraint trigger role_change after insert or update or delete on role_permission
  deferrable initially deferred for each row execute function count_role_change();
