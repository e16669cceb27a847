--liquibase formatted sql

--changeset postpilot:0010-create-settings
-- Who chose nothing has no row.
create table settings (
  workspace_id uuid primary key,
  approval_policy text not null check (approval_policy in ('NONE', 'REQUIRED', 'FOUR_EYES')),
  banned_claims text[] not null,
  brand_voice text,
  product_rule text not null check (product_rule in ('HOLD', 'REAPPROVE', 'REPLACE_PRICE')),
  generations_at_once int not null check (generations_at_once > 0),
  version bigint not null default 0
);
select tenant_wall('settings');
--rollback drop table settings;
