-- A partner organisation may owe a step; the team beside it watches over it here.

alter table coordination.work_items add column partner uuid;
alter table coordination.history add column partner uuid;
create index ix_work_items_partner on coordination.work_items (tenant_id, partner, state, due_at, id) where partner is not null;
