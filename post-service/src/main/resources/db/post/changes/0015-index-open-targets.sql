--liquibase formatted sql

--changeset postpilot:0015-index-open-targets
-- Which posts have something under way: a list of those must not read all targets for it.
create index post_target_open_idx on post_target (workspace_id, post_id, id) where state = 'OPEN';
--rollback drop index post_target_open_idx;
