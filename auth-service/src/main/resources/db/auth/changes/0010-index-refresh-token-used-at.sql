--liquibase formatted sql

--changeset postpilot:0010-index-refresh-token-used-at
create index refresh_token_used_at_idx on refresh_token (used_at) where used_at is not null;
--rollback drop index refresh_token_used_at_idx;
