--liquibase formatted sql

--changeset postpilot:0001-create-product
-- facts is canonical JSON, so that equal facts are equal texts: those of the present version.
create table product (
  id uuid primary key,
  workspace_id uuid not null,
  external_product_id text,
  version integer not null,
  facts text not null check (facts is json object),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (workspace_id, id),
  unique (workspace_id, external_product_id)
);
select tenant_wall('product');
--rollback drop table product;

--changeset postpilot:0001-create-product-version
create table product_version (
  product_id uuid not null,
  version integer not null,
  workspace_id uuid not null,
  facts text not null check (facts is json object),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (product_id, version),
  foreign key (workspace_id, product_id) references product (workspace_id, id)
);
select tenant_wall('product_version');
--rollback drop table product_version;
