-- Warm handoffs of a referral between tenants that whoever was referred to writes down in its own front door.

alter table referrals.inbound_handoffs
    add column told    jsonb,
    add column by      uuid,
    add column by_name text,
    add constraint told_by_somebody check ((told is null) = (by_name is null));
comment on column referrals.inbound_handoffs.told is 'What people here said of it; null where its sender tells of it';

alter table referrals.warm_handoffs
    add column link uuid references referrals.tenant_links (id),
    add constraint link_of_partner check (link is null or organisation is not null);
comment on column referrals.warm_handoffs.link is 'The link by which the partner told of it, from its own tenant';
