--liquibase formatted sql

--changeset postpilot:0009-add-session-address
alter table session
  add column address text,
  drop constraint session_revoked_because_check,
  add constraint session_revoked_because_check
    check (revoked_because in ('LOGOUT', 'REUSE', 'CLOSED', 'PASSWORD_RESET', 'PASSWORD_CHANGED'));
comment on column session.address is 'from which it was used last';
--rollback alter table session drop column address;
