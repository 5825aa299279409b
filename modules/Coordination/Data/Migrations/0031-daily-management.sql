-- Daily management: problems and stopped lines, targets and change notes of boards, huddles and their barriers.

create table coordination.problems (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    team uuid not null,
    title text not null,
    details text,
    stops_template text,
    workflow uuid,
    raised_by uuid,
    raised_at timestamptz not null,
    state text not null check (state in ('open', 'awaits-answer', 'answered', 'resolved')),
    tier text not null check (tier in ('team', 'program', 'executive')),
    asked uuid,
    asked_team uuid,
    answer_due_at timestamptz,
    missed integer not null,
    entries jsonb not null,
    resolved_at timestamptz,
    version integer not null,
    constraint pk_problems primary key (id)
);

-- What is on a board, and what waits for somebody's answer.
create index ix_problems_team on coordination.problems (tenant_id, team, raised_at, id) where state <> 'resolved';
create index ix_problems_asked on coordination.problems (tenant_id, asked) where state = 'awaits-answer';
create index ix_problems_raised_at on coordination.problems (tenant_id, raised_at, id);

-- The line of a workflow is stopped once for a team, whatever else goes wrong.
create unique index ix_problems_tenant_id_stops_template_team
    on coordination.problems (tenant_id, stops_template, team) where stops_template is not null and state <> 'resolved';

call platform.protect('coordination.problems', 'select, insert, update');

create table coordination.board_targets (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    team uuid not null,
    figure text not null,
    template text,
    step text,
    title text not null,
    goal numeric not null,
    set_at timestamptz not null,
    set_by uuid,
    removed_at timestamptz,
    version integer not null,
    constraint pk_board_targets primary key (id)
);

create index ix_board_targets_team on coordination.board_targets (tenant_id, team, set_at, id) where removed_at is null;

call platform.protect('coordination.board_targets', 'select, insert, update');

create table coordination.change_notes (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    team uuid not null,
    day date not null,
    text text not null,
    noted_at timestamptz not null,
    noted_by uuid,
    constraint pk_change_notes primary key (id)
);

create index ix_change_notes_team on coordination.change_notes (tenant_id, team, day, id);

call platform.protect('coordination.change_notes', 'select, insert');

create table coordination.huddles (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    team uuid not null,
    kind text not null check (kind in ('daily', 'weekly')),
    day date not null,
    started_at timestamptz not null,
    started_by uuid,
    agenda jsonb not null,
    attendance jsonb not null,
    answers jsonb not null,
    closed_at timestamptz,
    version integer not null,
    constraint pk_huddles primary key (id)
);

create unique index ix_huddles_tenant_id_team_kind_day on coordination.huddles (tenant_id, team, kind, day);
create index ix_huddles_started_at on coordination.huddles (tenant_id, team, started_at, id);

call platform.protect('coordination.huddles', 'select, insert, update');

create table coordination.barriers (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    huddle uuid not null,
    team uuid not null,
    text text not null,
    owner uuid not null,
    due_on date not null,
    noted_at timestamptz not null,
    removed_at timestamptz,
    removed_by uuid,
    version integer not null,
    constraint pk_barriers primary key (id),
    constraint fk_barriers_huddles_huddle foreign key (huddle) references coordination.huddles (id)
);

create index ix_barriers_team on coordination.barriers (tenant_id, team, due_on, id) where removed_at is null;
create index ix_barriers_huddle on coordination.barriers (huddle);

call platform.protect('coordination.barriers', 'select, insert, update');
