-- A template that cannot be read is set aside: the others go on, and what it would have heard waits for it.

alter table coordination.workflow_templates add column set_aside_at timestamptz, add column set_aside_reason text;

create table coordination.missed_events (
    tenant_id uuid not null default platform.current_tenant(),
    template uuid not null,
    position bigint not null,
    type text not null,
    stream text not null,
    payload jsonb not null,
    occurred_at timestamptz not null,
    actor uuid,
    correlation uuid not null,
    constraint pk_missed_events primary key (template, position),
    constraint fk_missed_events_workflow_templates_template foreign key (template) references coordination.workflow_templates (id)
);
comment on table coordination.missed_events is 'Events that a template which is set aside has not heard yet, in the order of their positions';

create index on coordination.missed_events (tenant_id);
call platform.protect('coordination.missed_events', 'select, insert, delete');
