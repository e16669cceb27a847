--liquibase formatted sql

--changeset postpilot:0006-create-data-deletion
-- What was erased at a person's request, without saying whose it was. Nobody's tenant.
create table data_deletion (
  code text primary key,
  platform text not null,
  completed_at timestamptz not null,
  accounts int not null
);
--rollback drop table data_deletion;
