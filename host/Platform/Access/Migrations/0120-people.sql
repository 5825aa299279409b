-- Who is invited, by which sign-in people are known, and who has left.

alter table platform.users alter column subject drop not null;
alter table platform.users add column issuer text;
alter table platform.users add column left_at timestamptz;
alter table platform.users drop constraint users_tenant_id_subject_key;
-- Two authorities may know two people by the same name; one may not.
create unique index users_subject on platform.users (tenant_id, coalesce(issuer, ''), subject);
comment on column platform.users.subject is
    'The name by which the sign-in authority knows the person: the token''s sub claim. Null until an invitation is accepted.';
comment on column platform.users.issuer is 'The authority that knows the person by that name; null for any that vouches for the tenant''s people.';
comment on column platform.users.left_at is 'When the person was deactivated; null while they work here, and while an invitation waits for them.';

create table platform.invitations (
    id uuid primary key,
    tenant_id uuid not null,
    person uuid not null,
    mail text not null check (mail <> ''),
    language text not null,
    hash bytea not null,
    sent integer not null default 1,
    issued_at timestamptz not null,
    issued_by uuid,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    withdrawn_at timestamptz,
    version integer not null default 1,
    foreign key (tenant_id, person) references platform.users (tenant_id, id),
    constraint invitations_have_a_life check (issued_at < expires_at)
);
comment on column platform.invitations.hash is 'HMAC-SHA-256 of a secret of 256 random bits, keyed with the row''s id. Not exported: it opens an account.';
create index invitations_open on platform.invitations (tenant_id, person) where accepted_at is null and withdrawn_at is null;
create index invitations_issued on platform.invitations (tenant_id, issued_at, id);
call platform.protect('platform.invitations', 'select, insert, update');

-- Hosts read the tenant anew when they hear of it, and with it what they know of its people.
create function platform.announce_people() returns trigger
    language plpgsql
as $$
begin
    perform pg_notify('platform_tenants', coalesce(to_jsonb(new), to_jsonb(old)) ->> 'tenant_id');
    return null;
end
$$;
create trigger announce_people after update of active, subject, issuer, organisation_id on platform.users
    for each row execute function platform.announce_people();
