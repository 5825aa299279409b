-- Decision rights: who decides what, and the decisions that were asked for. Besides, what a tenant wants otherwise in its daily management.

create table coordination.management_settings (
    tenant_id uuid not null default platform.current_tenant(),
    id uuid not null,
    friction jsonb not null,
    tiers jsonb not null,
    questions jsonb not null,
    version integer not null,
    constraint pk_management_settings primary key (id)
);

create unique index ix_management_settings_tenant_id on coordination.management_settings (tenant_id);

call platform.protect('coordination.management_settings', 'select, insert, update');

create table coordination.decision_types (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    key text not null,
    title text not null,
    rule jsonb not null,
    default_number integer,
    retired_at timestamptz,
    version integer not null,
    constraint pk_decision_types primary key (id)
);

create unique index ix_decision_types_tenant_id_key on coordination.decision_types (tenant_id, key);

call platform.protect('coordination.decision_types', 'select, insert, update');

create table coordination.decision_requests (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    type uuid not null,
    type_key text not null,
    question text not null,
    subject text,
    client uuid,
    first_client uuid,
    item uuid,
    team uuid,
    site uuid,
    rule jsonb not null,
    checklist jsonb not null,
    asked_by uuid,
    asked_at timestamptz not null,
    state text not null check (state in ('open', 'granted', 'refused', 'withdrawn')),
    stage integer not null,
    decider uuid,
    decider_team uuid,
    due_at timestamptz not null,
    turns jsonb not null,
    answered_at timestamptz,
    answered_by uuid,
    by_default boolean not null,
    reason text,
    version integer not null,
    constraint pk_decision_requests primary key (id),
    constraint fk_decision_requests_decision_types_type foreign key (type) references coordination.decision_types (id)
);

create index ix_decision_requests_type on coordination.decision_requests (type, asked_at, id);
create index ix_decision_requests_asked_at on coordination.decision_requests (tenant_id, asked_at, id);
create index ix_decision_requests_asked_by on coordination.decision_requests (tenant_id, asked_by, asked_at, id);
create index ix_decision_requests_client on coordination.decision_requests (tenant_id, client);
create index ix_decision_requests_item on coordination.decision_requests (tenant_id, item);

-- What waits for an answer, by who is asked.
create index ix_decision_requests_decider on coordination.decision_requests (tenant_id, decider, due_at, id) where state = 'open';
create index ix_decision_requests_decider_team on coordination.decision_requests (tenant_id, decider_team, due_at, id) where state = 'open';

call platform.protect('coordination.decision_requests', 'select, insert, update');

-- The measures look at the items that opened or ended in a period.
create index ix_work_items_opened_at on coordination.work_items (tenant_id, opened_at, id);
create index ix_work_items_ended_at on coordination.work_items (tenant_id, ended_at) where state <> 'open';
