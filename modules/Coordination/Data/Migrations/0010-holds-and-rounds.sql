-- Coordination: steps that stand still for a reason, and steps that come round again.

alter table coordination.work_items
    add column round integer not null default 1 check (round >= 1),
    add column held_since timestamptz,
    add column held_until timestamptz,
    add column hold_reason text,
    add column holds jsonb not null default '[]',
    add constraint ck_work_items_hold check (
        (held_since is null) = (held_until is null) and (held_since is null) = (hold_reason is null)
        and (held_since is null or state = 'open'));

drop index coordination.ix_work_items_tenant_id_workflow_step;
create unique index ix_work_items_tenant_id_workflow_step_round on coordination.work_items (tenant_id, workflow, step, round);
