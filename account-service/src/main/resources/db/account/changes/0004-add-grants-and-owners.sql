--liquibase formatted sql

--changeset postpilot:0004-add-token-grant
-- What the consent gave beside the access token: a refresh token, or the token behind a Page's.
alter table token add column grant_ciphertext bytea;
-- When no renewal can save the connection any more; null: never.
alter table token add column ends_at timestamptz;
update token set ends_at = expires_at;
--rollback alter table token drop column grant_ciphertext, drop column ends_at;

--changeset postpilot:0004-add-account-owner
-- The platform's id of the person who consented; null: connected before it was asked for.
alter table account add column owner_id text;
alter table account add column health_reason text;
-- When the platform is asked how it is; spread, so that accounts do not come all at once.
alter table account add column check_at timestamptz not null
  default now() + random() * interval '6 hours';
create index account_owner_idx on account (platform, owner_id);
create index account_check_at_idx on account (check_at)
  where status = 'CONNECTED' and health <> 'NEEDS_REAUTH';
--rollback alter table account drop column owner_id, drop column health_reason, drop column check_at;

--changeset postpilot:0004-add-connection-secrets
-- The PKCE verifier until the callback, encrypted for this connection.
alter table connection add column sealed_verifier bytea;
alter table connection add column owner_id text;
alter table connection add column excluded text not null default '[]';
--rollback alter table connection drop column sealed_verifier, drop column owner_id, drop column excluded;
