-- A tenant whose data may be thrown away begins anew, or ends: what it left in the log and with the log's readers goes with it.

-- Removes what the tenant of the transaction has appended, scheduled, parked and skipped. The caller holds the gate alone, and has
-- looked up its positions up to "seen" before, because the log has no index by tenant and nobody shall wait for that reading.
-- Lanes that may have read of it in advance start anew from the database. False when a timer is being claimed at this moment: its
-- claimant waits for the gate, so the caller must roll back, let it pass and come again.
create function messaging.forget_tenant(known bigint[], seen bigint) returns boolean
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    tenant uuid := current_setting('app.tenant')::uuid;
begin
    delete from messaging.schedule s
    using (select w.name, w.key from messaging.schedule w where w.tenant_id = tenant for update skip locked) free
    where s.tenant_id = tenant and s.name = free.name and s.key = free.key;
    if exists (select from messaging.schedule where tenant_id = tenant) then
        return false;
    end if;

    known := known || array(select l.position from messaging.log l where l.position > seen and l.tenant_id = tenant);
    -- Parked streams before lanes, as effects lock them.
    perform from messaging.parked_stream where tenant_id = tenant order by subscriber, stream for update;
    perform from messaging.lane n where (n.subscriber, n.lane) in (select * from messaging.lanes_with(tenant, known))
    order by n.subscriber, n.lane for update;
    update messaging.lane n set epoch = epoch + 1
    where (n.subscriber, n.lane) in (select * from messaging.lanes_with(tenant, known));
    delete from messaging.parked_event where tenant_id = tenant;
    delete from messaging.parked_stream where tenant_id = tenant;
    delete from messaging.skipped_event where tenant_id = tenant;
    delete from messaging.detour where tenant_id = tenant;
    delete from messaging.clock where tenant_id = tenant;
    delete from messaging.log where position = any(known) and tenant_id = tenant;
    perform pg_notify('messaging', 'lanes');
    return true;
end $$;

-- The lanes that have something of a tenant before them, on a detour or parked.
create function messaging.lanes_with(tenant uuid, positions bigint[]) returns table (subscriber text, lane integer)
    language sql stable set search_path = pg_catalog, pg_temp as $$
    with late as materialized (
        select l.position, l.slot from messaging.log l
        where l.position = any(positions) and l.position > (select min(n.position) from messaging.lane n where n.subscriber <> 'messaging.schedule'))
    select n.subscriber, n.lane
    from messaging.lane n join messaging.subscriber u on u.name = n.subscriber
    where (n.subscriber <> 'messaging.schedule' and exists (select from late where late.position > n.position and late.slot % u.lanes = n.lane))
       or exists (select from messaging.detour d where d.subscriber = n.subscriber and d.lane = n.lane and d.tenant_id = tenant)
       or exists (select from messaging.parked_stream p where p.subscriber = n.subscriber and p.lane = n.lane and p.tenant_id = tenant)
$$;

revoke all on function messaging.forget_tenant(bigint[], bigint), messaging.lanes_with(uuid, bigint[]) from public;
