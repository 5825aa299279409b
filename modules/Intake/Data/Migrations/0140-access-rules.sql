create table intake.access_rules (
    id        uuid  primary key,
    tenant_id uuid  not null,
    rules     jsonb not null,
    version   int   not null default 1
);
create unique index on intake.access_rules (tenant_id);
comment on table intake.access_rules is 'One row for a tenant that measures the way into care otherwise than usual';
call platform.protect('intake.access_rules', 'select, insert, update');
