-- Who is away from when to when, and who stands in for them.

create table platform.absences (
    id uuid primary key,
    tenant_id uuid not null,
    user_id uuid not null,
    first_day date not null,
    last_day date,
    reason text not null check (reason ~ '^[a-z-]+$'),
    cover_id uuid,
    recorded_at timestamptz not null,
    foreign key (tenant_id, user_id) references platform.users (tenant_id, id),
    foreign key (tenant_id, cover_id) references platform.users (tenant_id, id),
    constraint absence_is_a_period check (first_day <= last_day),
    constraint nobody_covers_their_own_absence check (user_id <> cover_id)
);
comment on column platform.absences.last_day is 'Null while nobody knows when the person will be back.';
create index absences_user on platform.absences (tenant_id, user_id, first_day);
call platform.protect('platform.absences');
