--liquibase formatted sql

--changeset postpilot:0024-date-early-events
-- A workspace may always wait for some answer: what is kept for none goes by its age.
alter table early_event add column kept_at timestamptz not null default now();
create index early_event_kept_at_idx on early_event (kept_at);
--rollback alter table early_event drop column kept_at;
