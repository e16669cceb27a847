--liquibase formatted sql

--changeset postpilot:0002-create-app-user
create table app_user (
  id uuid primary key,
  email text not null constraint app_user_email_key unique,
  name text,
  timezone text not null,
  password_hash text not null,
  created_at timestamptz not null
);
comment on column app_user.email is 'normalised: compared and written to in this form';
select system_only('app_user');
--rollback drop table app_user;

--changeset postpilot:0002-create-workspace
create table workspace (
  workspace_id uuid primary key,
  name text not null,
  created_at timestamptz not null
);
select tenant_wall('workspace');
--rollback drop table workspace;

--changeset postpilot:0002-create-membership
create table membership (
  workspace_id uuid not null references workspace,
  user_id uuid not null references app_user,
  role text not null check (role in ('VIEWER', 'EDITOR', 'APPROVER', 'ADMIN', 'OWNER')),
  created_at timestamptz not null,
  primary key (user_id, workspace_id)
);
create index membership_workspace_id_idx on membership (workspace_id, user_id);
select tenant_wall('membership');
--rollback drop table membership;
