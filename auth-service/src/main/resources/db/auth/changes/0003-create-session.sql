--liquibase formatted sql

--changeset postpilot:0003-create-session
create table session (
  id uuid primary key,
  user_id uuid not null references app_user,
  workspace_id uuid not null,
  user_agent text,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_because text check (revoked_because in ('LOGOUT', 'REUSE'))
);
create index session_user_id_idx on session (user_id);
create index session_expires_at_idx on session (expires_at);
comment on table session is 'the family of refresh tokens that one login began';
comment on column session.workspace_id is 'the one that the user is in; membership is asked at each refresh';
select system_only('session');
--rollback drop table session;

--changeset postpilot:0003-create-refresh-token
create table refresh_token (
  hash bytea primary key,
  session_id uuid not null references session on delete cascade,
  issued_at timestamptz not null,
  used_at timestamptz
);
create index refresh_token_session_id_idx on refresh_token (session_id);
comment on column refresh_token.hash is 'SHA-256 of a token of 256 random bits';
select system_only('refresh_token');
--rollback drop table refresh_token;
