-- Stays that wait without a client are compared again when a client is registered or changes: they are found by birth date, or by name.

alter table referrals.transition_notices
    add column born text generated always as (content #>> '{person,birthDate}') stored,
    add column called text generated always as (lower((content #>> '{person,family}') || ' ' || (content #>> '{person,given}'))) stored;
create index on referrals.transition_notices (tenant_id, born) where client is null and born is not null;
create index on referrals.transition_notices (tenant_id, called) where client is null and called is not null;
comment on column referrals.transition_notices.called is 'Family and given name in small letters; gone with the content';
