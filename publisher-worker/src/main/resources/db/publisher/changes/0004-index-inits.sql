--liquibase formatted sql

--changeset postpilot:0004-index-inits
-- The inits of the last minute are counted before each.
create index step_init_idx on step (started_at) where kind in ('INIT', 'PULL');
--rollback drop index step_init_idx;
