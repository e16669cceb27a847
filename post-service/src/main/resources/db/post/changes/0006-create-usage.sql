--liquibase formatted sql

--changeset postpilot:0006-create-usage
-- Posts made by a workspace in a calendar month (UTC); the row is the lock that makes a limit exact.
create table usage (
  workspace_id uuid not null,
  month date not null,
  posts integer not null,
  primary key (workspace_id, month)
);
select tenant_wall('usage');
--rollback drop table usage;
