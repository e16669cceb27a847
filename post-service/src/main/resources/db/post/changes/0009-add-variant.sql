--liquibase formatted sql

--changeset postpilot:0009-add-media-origin
-- A variant is a picture made of another one of the library.
alter table media
  add origin_id uuid,
  add foreign key (workspace_id, origin_id) references media (workspace_id, id)
    on delete set null (origin_id);
create index media_origin_idx on media (origin_id) where origin_id is not null;
--rollback alter table media drop origin_id;

--changeset postpilot:0009-create-post-target-media
-- What one account publishes instead of the post's media; no rows: the post's.
alter table post_target add unique (workspace_id, id);
create table post_target_media (
  target_id uuid not null,
  position integer not null,
  media_id uuid not null,
  workspace_id uuid not null,
  primary key (target_id, position),
  foreign key (workspace_id, target_id) references post_target (workspace_id, id) on delete cascade,
  foreign key (workspace_id, media_id) references media (workspace_id, id)
);
create index post_target_media_media_idx on post_target_media (media_id);
select tenant_wall('post_target_media');
--rollback drop table post_target_media;
--rollback alter table post_target drop constraint post_target_workspace_id_id_key;
