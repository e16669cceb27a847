--liquibase formatted sql

--changeset postpilot:0005-create-throttle
create table throttle (
  key bytea primary key,
  full_at timestamptz not null
);
create index throttle_full_at_idx on throttle (full_at);
comment on column throttle.full_at is 'when the bucket is full again; the row says nothing any more from then on';
select system_only('throttle');
--rollback drop table throttle;
