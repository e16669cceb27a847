--liquibase formatted sql

--changeset postpilot:0002-create-item
-- words is what a search looks through: the title of the product, and what is written.
create table item (
  id uuid primary key,
  workspace_id uuid not null,
  version bigint not null,
  product_id uuid not null,
  product_version integer not null,
  status text not null check (status in ('NEW', 'GENERATING', 'IN_REVIEW', 'APPROVED', 'SCHEDULED',
    'PUBLISHED', 'REJECTED', 'FAILED')),
  platforms text[] not null,
  tone text not null,
  language text not null,
  captions text not null check (captions is json object),
  options text not null check (options is json object),
  approval text check (approval is json object),
  rejection text check (rejection is json object),
  failure text check (failure is json object),
  post_id uuid,
  words text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  unique (workspace_id, id),
  foreign key (product_id, product_version) references product_version (product_id, version),
  foreign key (workspace_id, product_id) references product (workspace_id, id),
  check (approval is not null or status not in ('APPROVED', 'SCHEDULED')),
  check ((status = 'REJECTED') = (rejection is not null)),
  check ((status = 'FAILED') = (failure is not null))
);
create index item_list_idx on item (workspace_id, created_at desc, id desc) where deleted_at is null;
create index item_status_idx on item (workspace_id, status, created_at desc, id desc)
  where deleted_at is null;
create index item_product_idx on item (product_id) where deleted_at is null;
create index item_post_idx on item (post_id) where post_id is not null;
select tenant_wall('item');
--rollback drop table item;

--changeset postpilot:0002-create-item-version
-- changed_by is null where no person did it.
create table item_version (
  item_id uuid not null,
  version bigint not null,
  workspace_id uuid not null,
  change text not null,
  reason text,
  changed_by uuid,
  changed_at timestamptz not null,
  status text not null,
  product_version integer not null,
  platforms text[] not null,
  tone text not null,
  language text not null,
  captions text not null check (captions is json object),
  options text not null check (options is json object),
  primary key (item_id, version),
  foreign key (workspace_id, item_id) references item (workspace_id, id)
);
select tenant_wall('item_version');
--rollback drop table item_version;
