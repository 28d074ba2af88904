-- A migration takes as long as it takes. But it doesn't wait long for a lock, because everybody who
-- comes after it would wait, too.
set statement_timeout = 0;
set lock_timeout = '1min';
