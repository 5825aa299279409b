-- What a tenant has laid down on who sees what, and what left the organisation.

create table platform.privacy_policies (
    tenant_id uuid primary key,
    document jsonb not null,
    version integer not null
);
comment on table platform.privacy_policies is 'One row for a tenant that has laid down something else than the usual';
call platform.protect('platform.privacy_policies', 'select, insert, update');

create table platform.disclosures (
    id uuid primary key,
    tenant_id uuid not null,
    at timestamptz not null,
    subject uuid not null,
    data_classes text[] not null,
    part2 boolean not null,
    items text[] not null,
    recipient uuid,
    recipient_name text not null check (recipient_name <> ''),
    recipient_address text,
    recipient_kind text not null check (recipient_kind in ('hipaa', 'non-hipaa', 'intermediary')),
    purpose text not null,
    basis text not null check (basis in ('consent', 'tpo', 'emergency', 'law', 'person')),
    ground text,
    description text not null,
    notice_sent boolean not null,
    user_id uuid,
    channel text not null,
    intermediary uuid,
    hash bytea not null
);
comment on table platform.disclosures is 'One row per disclosure, only ever added; kept for six years at least (45 CFR 164.528, 42 CFR 2.25)';
comment on column platform.disclosures.at is 'Real time, also in a sandbox whose clock was moved.';
comment on column platform.disclosures.items is 'Wire ids of what was disclosed, or names of fields; never what they say.';
comment on column platform.disclosures.ground is 'Wire id of the consent or emergency.';
comment on column platform.disclosures.hash is
    'SHA-256 over the row''s canonical bytes. The same hash stands among the subjects of an entry of the audit trail, which is chained.';
create index disclosures_subject on platform.disclosures (tenant_id, subject, at, id);
call platform.protect('platform.disclosures', 'select, insert');
create trigger refuse_change before update or delete on platform.disclosures
    for each row execute function platform.refuse_change();
create trigger refuse_truncate before truncate on platform.disclosures
    for each statement execute function platform.refuse_change();
