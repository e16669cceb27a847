--liquibase formatted sql

--changeset postpilot:0003-create-erasure
-- Accounts that account-service has forgotten, while the ledger may still name them.
create table erasure (
  account_id uuid primary key,
  workspace_id uuid not null,
  erased_at timestamptz not null
);
select tenant_wall('erasure');
--rollback drop table erasure;
