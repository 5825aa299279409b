-- Much open work: rows that change often keep room beside them, and what nothing reads is not kept up.

-- A run counts its history and its version; an item changes hands. Neither should move to another page each time.
alter table coordination.workflows set (fillfactor = 85);
alter table coordination.work_items set (fillfactor = 85);

-- Found by (tenant_id, workflow, step, round) as well, as everything is that is read for a tenant.
drop index coordination.ix_work_items_workflow;

-- What waits in a team's queue, by due time: what people own already may be due earlier, and there may be much of it.
create index ix_work_items_queue on coordination.work_items (tenant_id, team, due_at, id)
    where state = 'open' and owner is null and partner is null;
