-- Links by which somebody without an account does one thing, once.

create table platform.one_time_links (
    id uuid primary key,
    tenant_id uuid not null,
    use_case text not null,
    subject text not null,
    organisation uuid,
    hash bytea not null,
    issued_at timestamptz not null,
    issued_by uuid,
    expires_at timestamptz not null,
    opened_at timestamptz,
    session_hash bytea,
    session_ends_at timestamptz,
    answered_at timestamptz,
    revoked_at timestamptz,
    version integer not null default 1,
    foreign key (tenant_id, organisation) references platform.organisations (tenant_id, id),
    constraint opening_begins_a_session check ((opened_at is null) = (session_hash is null) and (opened_at is null) = (session_ends_at is null)),
    constraint links_have_a_life check (issued_at < expires_at)
);
comment on column platform.one_time_links.subject is 'Wire id of what the use case is done to.';
create index one_time_links_subject on platform.one_time_links (tenant_id, use_case, subject);
create index one_time_links_issued on platform.one_time_links (tenant_id, issued_at, id);
call platform.protect('platform.one_time_links', 'select, insert, update');
