-- People from outside who look for a while and change nothing.

create table platform.auditors (
    id uuid primary key,
    tenant_id uuid not null,
    purpose text not null check (purpose <> ''),
    scopes text[] not null check (cardinality(scopes) > 0),
    expires_at timestamptz not null,
    entries_from timestamptz,
    entries_until timestamptz,
    created_at timestamptz not null,
    created_by uuid,
    version integer not null default 1,
    foreign key (tenant_id, id) references platform.users (tenant_id, id)
);
comment on column platform.auditors.id is 'The person''s id.';
comment on column platform.auditors.scopes is 'The permissions held, each for the whole tenant.';
comment on column platform.auditors.entries_from is 'From when on the audit trail is shown; null for its beginning.';
comment on column platform.auditors.entries_until is 'Before when the audit trail is shown; null for its end.';
create index on platform.auditors (tenant_id);
call platform.protect('platform.auditors', 'select, insert, update');
create trigger announce_people after insert or update on platform.auditors
    for each row execute function platform.announce_people();
