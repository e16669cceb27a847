--liquibase formatted sql

--changeset postpilot:0004-create-signing-key
create table signing_key (
  id uuid primary key,
  public_key text not null,
  private_key bytea not null,
  created_at timestamptz not null
);
comment on column signing_key.private_key is 'JWK, encrypted for this row';
select system_only('signing_key');
--rollback drop table signing_key;
