--liquibase formatted sql

--changeset postpilot:0011-create-usage
create table usage (
  workspace_id uuid not null,
  month date not null,
  ai_captions int not null,
  primary key (workspace_id, month)
);
select tenant_wall('usage');

-- Billing's limits as we last heard of them; null is no limit.
create table entitlement (
  workspace_id uuid primary key,
  version bigint not null,
  ai_captions_per_month bigint
);
select tenant_wall('entitlement');
--rollback drop table entitlement;
--rollback drop table usage;
