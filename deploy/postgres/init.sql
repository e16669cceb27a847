-- Schemas and roles of PostPilot, for a database that exists already.
--
-- Each service owns one schema and sees no other. Three roles go with it:
--   <schema>_owner   logs in for migrations (Liquibase); owns the schema and all that is made in it
--   <schema>_app     logs in at run time; reads and writes rows, subject to the row-level policies
--   <schema>_system  never logs in; <schema>_app becomes it by "set local role" for work across tenants
--
-- Passwords come from settings of the session, so that none is ever written into a file:
--   postpilot.<schema>_owner_password, postpilot.<schema>_app_password
-- for example PGOPTIONS="-c postpilot.post_app_password=…" psql -f init.sql, or select set_config(…, false) first.
-- Without its setting a new role has no password, and an existing one keeps what it has.
--
-- May be run again at any time, also by several at once; needs a superuser, or createrole and ownership of the database.
do $postpilot$
declare
  schemas constant text[] := array['auth', 'account', 'post', 'publisher', 'queue'];
  schema text;
  owner text;
  app text;
  system text;
  login text;
  password text;
begin
  -- Two first starts at the same moment: the second waits, and then finds everything done.
  perform pg_advisory_xact_lock(hashtext('postpilot.init'));
  -- Whoever is not a superuser must be a member of the roles that he makes, to hand them their schemas.
  set local createrole_self_grant = 'set, inherit';
  set local client_min_messages = warning; -- "already granted" is no news when run again

  execute format('revoke all on database %I from public', current_database());
  revoke all on schema public from public;

  foreach schema in array schemas loop
    owner := schema || '_owner';
    app := schema || '_app';
    system := schema || '_system';

    foreach login in array array[owner, app] loop
      if not exists (select from pg_roles where rolname = login) then
        execute format('create role %I login', login);
      end if;
      password := nullif(current_setting('postpilot.' || login || '_password', true), '');
      if password is not null then
        execute format('alter role %I password %L', login, password);
      end if;
      execute format('grant connect on database %I to %I', current_database(), login);
      execute format('alter role %I set search_path = %I', login, schema);
    end loop;

    if not exists (select from pg_roles where rolname = system) then
      execute format('create role %I nologin', system);
    end if;
    -- Not inherited: otherwise the policies of the system role would hold for the app role too.
    execute format('grant %I to %I with inherit false, set true', system, app);

    if not exists (select from pg_namespace where nspname = schema) then
      execute format('create schema %I authorization %I', schema, owner);
    end if;
    execute format('grant usage on schema %I to %I, %I', schema, app, system);
    execute format(
        'alter default privileges for role %I in schema %I grant select, insert, update, delete on tables to %I, %I',
        owner, schema, app, system);
    execute format(
        'alter default privileges for role %I in schema %I grant usage, select on sequences to %I, %I',
        owner, schema, app, system);
    -- Functions are the one thing that PostgreSQL opens to everybody by itself.
    execute format('alter default privileges for role %I revoke execute on functions from public', owner);
    execute format(
        'alter default privileges for role %I in schema %I grant execute on functions to %I, %I',
        owner, schema, app, system);
  end loop;
end
$postpilot$;
