--liquibase formatted sql

--changeset postpilot:0007-create-link
create table link (
  hash bytea primary key,
  purpose text not null check (purpose in ('VERIFY_ADDRESS', 'RESET_PASSWORD')),
  user_id uuid not null references app_user,
  address text not null,
  expires_at timestamptz not null
);
create index link_user_id_idx on link (user_id);
create index link_expires_at_idx on link (expires_at);
comment on column link.hash is 'SHA-256 of a token of 256 random bits';
comment on column link.address is 'where the token was sent: what whoever has it can read';
select system_only('link');
--rollback drop table link;
