--liquibase formatted sql

--changeset postpilot:0021-keep-holds
-- Why a target waits, and what can be done; null while it does not.
alter table post_target add column hold text check (hold is json object);
create index post_target_item_idx on post_target (item_id);
--rollback drop index post_target_item_idx;
--rollback alter table post_target drop column hold;
