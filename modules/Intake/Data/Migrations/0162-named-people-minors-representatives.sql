-- Ways to find somebody that are for named people only (class H), what is confidential care of a minor, and who may act for a client.

alter table intake.addresses add column named_users uuid[];
alter table intake.contact_points add column named_users uuid[];
comment on column intake.addresses.named_users is 'Class H: only these people see it; null where anybody does who sees addresses';
comment on column intake.contact_points.named_users is 'Class H: only these people see it; null where anybody does who sees contact points';

alter table intake.inquiries add column confidential_minor boolean not null default false;
comment on column intake.inquiries.confidential_minor is 'Care that a minor receives in confidence: hidden from representatives';

create table intake.representatives (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    client      uuid        not null references intake.clients (id),
    name        text        not null check (name <> ''),
    authority   text        not null check (authority in ('parent', 'guardian', 'health-care-proxy', 'power-of-attorney', 'custodial-agency', 'personal-representative')),
    evidence    text,
    phone       text,
    starts_on   date        not null,
    ends_on     date,
    end_reason  text,
    recorded_at timestamptz not null,
    recorded_by uuid,
    ended_by    uuid,
    version     int         not null default 1,
    check (ends_on is null or ends_on >= starts_on)
);
create index on intake.representatives (client);
create index on intake.representatives (tenant_id);
comment on table intake.representatives is 'Who may act for a client, by what authority and when';
call platform.protect('intake.representatives', 'select, insert, update');
