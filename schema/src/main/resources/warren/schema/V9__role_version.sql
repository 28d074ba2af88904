-- Counts the changes of role definitions (names, levels and permissions), so that a service that
-- caches the definitions can check for each request whether its copy is current.
create table role_version (
  only_row   boolean primary key default true check (only_row),
  version    bigint not null,
  -- the latest transaction that incremented the version
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

-- Deferred, so that a transaction locks the counter's row last.
create constraint trigger role_change after insert or update or delete on role
  deferrable initially deferred for each row execute function count_role_change();
create constraint trigger role_change after insert or update or delete on permission
  deferrable initially deferred for each row execute function count_role_change();
create constraint trigger role_change after insert or update or delete on role_permission
  deferrable initially deferred for each row execute function count_role_change();
