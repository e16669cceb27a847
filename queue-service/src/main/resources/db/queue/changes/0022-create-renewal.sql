--liquibase formatted sql

--changeset postpilot:0022-create-renewal
-- Approvals that a workspace's rule is to renew. plan is what becomes of the item then: the accounts
-- and the time of the post that it had; null until that is known, and where it had none.
create table renewal (
  item_id uuid primary key,
  workspace_id uuid not null,
  item_version bigint not null,
  post_id uuid,
  approval text not null check (approval is json object),
  plan text check (plan is json object),
  next_attempt_at timestamptz not null,
  foreign key (workspace_id, item_id) references item (workspace_id, id)
);
create index renewal_next_attempt_at_idx on renewal (next_attempt_at);
create index renewal_post_idx on renewal (post_id) where post_id is not null;
select tenant_wall('renewal');
--rollback drop table renewal;

--changeset postpilot:0022-schedule-by-rule
alter table scheduling add column by_rule boolean not null default false;
--rollback alter table scheduling drop column by_rule;
