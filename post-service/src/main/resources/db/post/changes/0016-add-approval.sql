--liquibase formatted sql

--changeset postpilot:0016-add-approval
-- Which content somebody approved, with everything else that a target was approved for; it counts
-- while it is the target's content_hash.
alter table post_target
  add approved_hash text,
  add approved_by uuid,
  add approved_at timestamptz,
  add check (num_nulls(approved_hash, approved_by, approved_at) in (0, 3));
-- The queue's item that it was made of.
alter table post add source_item uuid;
--rollback alter table post drop source_item;
--rollback alter table post_target drop approved_hash, drop approved_by, drop approved_at;

--changeset postpilot:0016-create-approval-policy
-- What queue-service said last; a workspace without a row asks for no approval.
create table approval_policy (
  workspace_id uuid primary key,
  policy text not null check (policy in ('NONE', 'REQUIRED', 'FOUR_EYES')),
  version bigint not null
);
select tenant_wall('approval_policy');
--rollback drop table approval_policy;
