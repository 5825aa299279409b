-- Documents on referrals. What they hold lies apart, so that nobody reads it who lists them.

create table referrals.documents (
    id                uuid        primary key,
    tenant_id         uuid        not null,
    referral          uuid        not null references referrals.referrals (id),
    from_partner      uuid,
    by                uuid,
    by_name           text        not null,
    at                timestamptz not null,
    title             text        not null check (title <> ''),
    media_type        text        not null,
    size              int         not null check (size > 0),
    sha256            text        not null,
    class             text        not null check (class in ('a', 'b', 'c', 'g')),
    program           text,
    shared_at         timestamptz,
    shared_by_name    text,
    consent           text,
    read_at           timestamptz,
    read_by_name      text,
    retracted_at      timestamptz,
    retracted_by_name text,
    retraction        text,
    version           int         not null default 1,
    check ((retracted_at is null) = (retraction is null))
);
create index on referrals.documents (referral, id);
create index on referrals.documents (tenant_id);
comment on column referrals.documents.program is 'The program under 42 CFR Part 2 from which it comes';
comment on column referrals.documents.shared_at is 'Since when the partner may read what was attached here; null for what the partner attached itself';
call platform.protect('referrals.documents', 'select, insert, update');

create table referrals.document_contents (
    document  uuid  primary key references referrals.documents (id),
    tenant_id uuid  not null,
    content   bytea not null check (length(content) between 1 and 700000)
);
create index on referrals.document_contents (tenant_id);
call platform.protect('referrals.document_contents', 'select, insert');
