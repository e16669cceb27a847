--liquibase formatted sql

--changeset postpilot:0008-create-mail
create table mail (
  id uuid primary key,
  kind text not null check (kind in ('VERIFY_ADDRESS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'ADDRESS_CHANGING')),
  recipient text not null,
  user_id uuid references app_user,
  created_at timestamptz not null,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  outcome text check (outcome in ('SENT', 'OBSOLETE', 'GIVEN_UP')),
  settled_at timestamptz,
  check ((next_attempt_at is null) = (outcome is not null and settled_at is not null))
);
create index mail_next_attempt_at_idx on mail (next_attempt_at) where next_attempt_at is not null;
create index mail_settled_at_idx on mail (settled_at) where settled_at is not null;
comment on table mail is 'what is to be written to whom; the text, and the secret in it, is made when it is sent';
comment on column mail.user_id is 'absent where only the sending finds out whether anybody has the address';
select system_only('mail');
--rollback drop table mail;
