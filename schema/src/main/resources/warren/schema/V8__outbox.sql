-- The outbox: domain events that are not published yet, in the order of their occurrence for each
-- subject.
create table outbox (
  number         bigint generated always as identity primary key,
  event_id       uuid not null,
  type           text not null,
  at             timestamptz not null,
  subject        text not null,
  actor_id       uuid,
  correlation_id text
);
