-- Coordination: workflow templates as data, their runs, the steps that people owe, and the history of both.

grant usage on schema coordination to care_app;

create table coordination.workflow_templates (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    key text not null,
    revision integer not null,
    state text not null check (state in ('draft', 'published', 'retired')),
    title text not null,
    definition jsonb not null,
    start_event text,
    hears text[] not null,
    default_number integer,
    created_at timestamptz not null,
    published_at timestamptz,
    retired_at timestamptz,
    version integer not null,
    constraint pk_workflow_templates primary key (id)
);

create unique index ix_workflow_templates_tenant_id_key_revision on coordination.workflow_templates (tenant_id, key, revision);

call platform.protect('coordination.workflow_templates', 'select, insert, update');

create table coordination.workflows (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    template uuid not null,
    template_key text not null,
    subject text not null,
    client uuid,
    first_client uuid,
    site uuid,
    state text not null check (state in ('running', 'completed', 'cancelled')),
    exclusive boolean not null,
    start_position bigint not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    reason text,
    facts jsonb not null,
    marks jsonb not null,
    history_length integer not null,
    version integer not null,
    constraint pk_workflows primary key (id),
    constraint fk_workflows_workflow_templates_template foreign key (template) references coordination.workflow_templates (id)
);

-- One event starts one run of a template, and a subject has one run of it at a time, whatever else goes wrong.
create unique index ix_workflows_tenant_id_template_key_start_position
    on coordination.workflows (tenant_id, template_key, start_position);
create unique index ix_workflows_tenant_id_template_key_subject
    on coordination.workflows (tenant_id, template_key, subject) where exclusive and state = 'running';

-- How an event finds the runs that it concerns.
create index ix_workflows_running_subject on coordination.workflows (tenant_id, subject) where state = 'running';
create index ix_workflows_running_client on coordination.workflows (tenant_id, client) where state = 'running';
create index ix_workflows_client on coordination.workflows (tenant_id, client);
create index ix_workflows_template on coordination.workflows (template);

call platform.protect('coordination.workflows', 'select, insert, update');

create table coordination.work_items (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    workflow uuid not null,
    template_key text not null,
    step text not null,
    title text not null,
    kind text not null,
    subject text not null,
    client uuid,
    state text not null check (state in ('open', 'completed', 'cancelled')),
    owner uuid,
    team uuid,
    priority text not null,
    opened_at timestamptz not null,
    starts_at timestamptz not null,
    amber_at timestamptz not null,
    red_at timestamptz not null,
    due_at timestamptz not null,
    ended_at timestamptz,
    reason text,
    measured numeric,
    rung integer not null,
    escalated_at timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    version integer not null,
    constraint pk_work_items primary key (id),
    constraint fk_work_items_workflows_workflow foreign key (workflow) references coordination.workflows (id)
);

create unique index ix_work_items_tenant_id_workflow_step on coordination.work_items (tenant_id, workflow, step);
create index ix_work_items_workflow on coordination.work_items (workflow);

-- My work and a team's work, by due time; what has ended lies apart from what is open.
create index ix_work_items_owner on coordination.work_items (tenant_id, owner, state, due_at, id);
create index ix_work_items_team on coordination.work_items (tenant_id, team, state, due_at, id);
create index ix_work_items_subject on coordination.work_items (tenant_id, subject, due_at, id);
create index ix_work_items_client on coordination.work_items (tenant_id, client, due_at, id);
create index ix_work_items_open on coordination.work_items (tenant_id, due_at, id) where state = 'open';

call platform.protect('coordination.work_items', 'select, insert, update');

create table coordination.history (
    workflow uuid not null,
    number integer not null,
    tenant_id uuid not null default platform.current_tenant(),
    item uuid,
    what text not null,
    at timestamptz not null,
    by uuid,
    reason text,
    owner uuid,
    team uuid,
    rung integer,
    due_at timestamptz,
    constraint pk_history primary key (workflow, number),
    constraint fk_history_workflows_workflow foreign key (workflow) references coordination.workflows (id)
);

-- Each rung of a step's ladder fires once.
create unique index ix_history_tenant_id_item_rung on coordination.history (tenant_id, item, rung) where what = 'escalated';
create index ix_history_item on coordination.history (tenant_id, item, number);

call platform.protect('coordination.history', 'select, insert');
create trigger refuse_change before update or delete on coordination.history
    for each row execute function platform.refuse_change();
create trigger refuse_truncate before truncate on coordination.history
    for each statement execute function platform.refuse_change();
