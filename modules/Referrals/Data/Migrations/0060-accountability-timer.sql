-- Tenants that were there before partners were reviewed have no timer for it: each gets one that is due at once and sets the next day's itself.
-- Whoever lives in this database has its calendar here.

insert into messaging.schedule (tenant_id, name, key, stream, due_at, fires_at, type, payload)
select t.id, 'referrals.accountability-due@1', 'daily', w.id, now() + coalesce(c.ahead, interval '0'), now(), 'referrals.accountability-due@1',
       jsonb_build_object('tenant', w.id)
from platform.tenants t
left join messaging.clock c on c.tenant_id = t.id
cross join lateral (select (B'00' || ('x' || replace(t.id::text, '-', ''))::bit(128))::bit(130) as bits) b
-- The id as it is written on the wire: 26 characters of five bits each.
cross join lateral (
    select 'ten_' || string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', substring(b.bits from n for 5)::int + 1, 1), '' order by n) as id
    from generate_series(1, 126, 5) n) w
where exists (select from platform.calendars l where l.tenant_id = t.id and l.site_id is null)
on conflict (tenant_id, name, key) do nothing;
