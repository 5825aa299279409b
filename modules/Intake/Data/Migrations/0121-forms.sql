-- Forms as data; what they have made known of people; what was typed although it was known.

create table intake.published_forms (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    key          text        not null,
    version      int         not null,
    definition   jsonb       not null,
    published_at timestamptz not null,
    published_by uuid
);
create unique index on intake.published_forms (tenant_id, key, version);
call platform.protect('intake.published_forms', 'select, insert');

create table intake.filled_forms (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    client       uuid        not null references intake.clients (id),
    inquiry      uuid        references intake.inquiries (id),
    form         text        not null,
    form_version int         not null,
    site         uuid,
    answers      jsonb       not null,
    facts        jsonb       not null,
    not_obtained jsonb       not null,
    filled_at    timestamptz not null,
    filled_by    uuid
);
create index on intake.filled_forms (client, filled_at);
create index on intake.filled_forms (inquiry) where inquiry is not null;
comment on table intake.filled_forms is 'Filled forms; a row changes its client only, when records are merged or separated';
comment on column intake.filled_forms.answers is 'Values of fields that belong to this form only; everything else is a reference in facts';
call platform.protect('intake.filled_forms', 'select, insert, update');

create table intake.known_facts (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    client      uuid        not null references intake.clients (id),
    path        text        not null,
    value       text        not null,
    form        text        not null,
    recorded_at timestamptz not null,
    recorded_by uuid
);
create index on intake.known_facts (client, path, recorded_at);
comment on table intake.known_facts is 'Facts that no other record holds: the latest row of a path holds, the earlier ones are history';
call platform.protect('intake.known_facts', 'select, insert, update');

create table intake.typed_again (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    client       uuid        not null references intake.clients (id),
    fact         text        not null,
    form         text        not null,
    form_version int         not null,
    field        text        not null,
    site         uuid,
    known_from   text        not null,
    typed_at     timestamptz not null,
    typed_by     uuid
);
create index on intake.typed_again (tenant_id, typed_at);
create index on intake.typed_again (client);
comment on table intake.typed_again is 'That somebody typed what was known already, and where; never what';
call platform.protect('intake.typed_again', 'select, insert, update');
