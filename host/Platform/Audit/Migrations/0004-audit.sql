-- What was read and written, by whom, for whom and why. Entries are only ever added. A sealer links those whose transactions
-- have ended into one chain of hashes per tenant, so that a later change of any of them can be found; writers never wait for it.

create table platform.audit_entries (
    id uuid primary key,
    tenant_id uuid not null,
    position bigint not null generated always as identity,
    transaction_id xid8 not null default pg_current_xact_id(),
    transaction_number bigint not null generated always as (transaction_id::text::bigint) stored,
    at timestamptz not null,
    kind text not null check (kind in ('read', 'write')),
    action text not null,
    subjects text[] not null,
    outcome text not null,
    actor_id uuid,
    actor_name text not null,
    on_behalf_of uuid,
    app text,
    purpose text,
    correlation uuid not null
);
comment on column platform.audit_entries.at is 'Real time, also in a sandbox whose clock was moved.';
comment on column platform.audit_entries.transaction_number is
    'The same as a number: behind row-level security no index answers comparisons of xid8, whose operators are not leakproof.';
comment on column platform.audit_entries.subjects is 'Wire ids of what was read or written, such as cli_01…';
comment on column platform.audit_entries.outcome is '"done", or the code of the refusal.';
create index audit_entries_seal on platform.audit_entries (tenant_id, transaction_number, position);
create index audit_entries_at on platform.audit_entries (tenant_id, at, id);
create index audit_entries_actor on platform.audit_entries (tenant_id, actor_id, at);
create index audit_entries_subjects on platform.audit_entries using gin (subjects);
call platform.protect('platform.audit_entries', 'select');
-- Not position and transaction_id: the database says when an entry was written.
grant insert (id, tenant_id, at, kind, action, subjects, outcome, actor_id, actor_name, on_behalf_of, app, purpose, correlation)
    on platform.audit_entries to care_app;

create table platform.audit_chain (
    tenant_id uuid not null,
    sequence bigint not null check (sequence > 0),
    entry_id uuid not null unique references platform.audit_entries (id),
    previous bytea not null,
    hash bytea not null,
    primary key (tenant_id, sequence)
);
comment on column platform.audit_chain.hash is 'SHA-256 over the previous hash and the entry''s canonical bytes.';
call platform.protect('platform.audit_chain', 'select, insert');

create function platform.refuse_change() returns trigger
    language plpgsql
as $$
begin
    raise exception '%.% is append-only: % is refused', tg_table_schema, tg_table_name, lower(tg_op)
        using hint = 'Write a further entry that tells what is right.';
end
$$;
create trigger refuse_change before update or delete on platform.audit_entries
    for each row execute function platform.refuse_change();
create trigger refuse_truncate before truncate on platform.audit_entries
    for each statement execute function platform.refuse_change();
create trigger refuse_change before update or delete on platform.audit_chain
    for each row execute function platform.refuse_change();
create trigger refuse_truncate before truncate on platform.audit_chain
    for each statement execute function platform.refuse_change();
