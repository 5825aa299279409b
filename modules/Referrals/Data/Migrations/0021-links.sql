-- Referrals between two tenants of the platform: what they agreed, and what arrives from the other.

create table referrals.tenant_links (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    key         uuid        not null,
    partner     uuid,
    other       uuid,
    other_slug  text        not null check (other_slug <> ''),
    other_name  text        not null check (other_name <> ''),
    asked_by_us boolean     not null,
    state       text        not null check (state in ('asked', 'accepted', 'declined', 'ended')),
    asked_at    timestamptz not null,
    asked_by    uuid,
    answered_at timestamptz,
    answered_by uuid,
    ended_at    timestamptz,
    ended_by    uuid,
    end_reason  text,
    version     int         not null default 1,
    constraint accepted_with_somebody check (state <> 'accepted' or (partner is not null and other is not null))
);
create unique index on referrals.tenant_links (tenant_id, key);
create unique index one_link_to_a_partner on referrals.tenant_links (tenant_id, partner) where partner is not null and state in ('asked', 'accepted');
call platform.protect('referrals.tenant_links', 'select, insert, update');

create table referrals.link_arrivals (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    from_tenant uuid        not null,
    from_slug   text        not null,
    link_key    uuid        not null,
    kind        text        not null check (kind in ('ask', 'answer', 'end', 'referral', 'withdraw', 'move')),
    subject     text        not null,
    step        bigint      not null,
    body        jsonb,
    arrived_at  timestamptz not null,
    result      text
);
-- What another tenant sends takes effect once, however often it is delivered.
create unique index once on referrals.link_arrivals (tenant_id, from_tenant, link_key, kind, subject, step);
call platform.protect('referrals.link_arrivals', 'select, insert, update');

alter table referrals.inbound_referrals add column link uuid references referrals.tenant_links (id);
create index on referrals.inbound_referrals (link) where link is not null;
alter table referrals.inbound_steps add column starts_at timestamptz;

alter table referrals.services drop constraint services_channel_check;
alter table referrals.services add constraint services_channel_check
    check (channel in ('platform', 'tenant', 'link', 'phone', 'fax', 'email', 'web'));
