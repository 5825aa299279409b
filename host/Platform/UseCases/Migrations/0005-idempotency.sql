create table platform.idempotency_keys (
    tenant_id  uuid        not null default platform.current_tenant(),
    actor      text        not null,
    key        text        not null,
    use_case   text        not null,
    input_hash bytea       not null,
    outcome    jsonb,
    created_at timestamptz not null default now(),
    primary key (tenant_id, actor, key)
);
call platform.protect('platform.idempotency_keys', 'select, insert, update, delete');
create index on platform.idempotency_keys (created_at);
