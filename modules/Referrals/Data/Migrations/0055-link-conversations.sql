-- What the two sides of a referral between tenants say to each other, and the documents that they share; a referral that its sender wants again.

alter table referrals.link_arrivals drop constraint link_arrivals_kind_check;
alter table referrals.link_arrivals add constraint link_arrivals_kind_check check (kind in (
    'ask', 'answer', 'end', 'referral', 'withdraw', 'move', 'reopen', 'message', 'read', 'document', 'opened', 'retract'));

alter table referrals.inbound_referrals
    add column ended_from   text,
    add column reopened_at  timestamptz,
    add column unread_here  int not null default 0 check (unread_here >= 0),
    add column unread_there int not null default 0 check (unread_there >= 0),
    drop constraint taken_in_whole,
    add constraint taken_in_whole check ((client is null) = (first_client is null) and (inquiry is null or client is not null));
comment on column referrals.inbound_referrals.inquiry is
    'The inquiry of the front door; null until it has taken the referral in, and once more when the sender wants it again';

create table referrals.inbound_messages (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    referral     uuid        not null references referrals.inbound_referrals (id),
    from_sender  boolean     not null,
    by           uuid,
    by_name      text        not null,
    at           timestamptz not null,
    text         text        not null check (text <> ''),
    read_at      timestamptz,
    read_by_name text
);
create index on referrals.inbound_messages (referral, id);
create index on referrals.inbound_messages (tenant_id);
call platform.protect('referrals.inbound_messages', 'select, insert, update');

create table referrals.inbound_documents (
    id                uuid        primary key,
    tenant_id         uuid        not null,
    referral          uuid        not null references referrals.inbound_referrals (id),
    from_sender       boolean     not null,
    by                uuid,
    by_name           text        not null,
    at                timestamptz not null,
    title             text        not null check (title <> ''),
    media_type        text        not null,
    size              int         not null check (size > 0),
    sha256            text        not null,
    class             text        not null check (class in ('a', 'b', 'c', 'g')),
    part2             boolean     not null,
    program           text,
    notice            text,
    read_at           timestamptz,
    read_by_name      text,
    retracted_at      timestamptz,
    retracted_by_name text,
    retraction        text,
    version           int         not null default 1,
    check ((retracted_at is null) = (retraction is null)),
    check (program is null or part2)
);
create index on referrals.inbound_documents (referral, id);
create index on referrals.inbound_documents (tenant_id);
comment on column referrals.inbound_documents.part2 is 'It comes from a program under 42 CFR Part 2, of this organisation or of the sender';
comment on column referrals.inbound_documents.notice is 'The notice with which the sender accompanied it';
call platform.protect('referrals.inbound_documents', 'select, insert, update');

create table referrals.inbound_document_contents (
    document  uuid  primary key references referrals.inbound_documents (id),
    tenant_id uuid  not null,
    content   bytea not null check (length(content) between 1 and 700000)
);
create index on referrals.inbound_document_contents (tenant_id);
call platform.protect('referrals.inbound_document_contents', 'select, insert');

alter table referrals.documents
    add column part2  boolean not null default false,
    add column notice text;
comment on column referrals.documents.part2 is 'The partner says that it comes from a program of its own under 42 CFR Part 2';
comment on column referrals.documents.notice is 'The notice with which the partner accompanied it';
