-- A migration may run for any length of time. Its wait for a lock is limited, because every later
-- statement on the table waits behind it.
set statement_timeout = 0;
set lock_timeout = '1min';
