--liquibase formatted sql

--changeset postpilot:0014-index-published-targets
-- What an account has published lately, which counts against its quota.
create index post_target_published_idx on post_target (account_id, published_at)
  where state = 'PUBLISHED';
--rollback drop index post_target_published_idx;
