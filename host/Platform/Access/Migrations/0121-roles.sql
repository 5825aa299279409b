-- Roles that administrators change and retire, and who may give which.

alter table platform.roles add column retired_at timestamptz;
alter table platform.roles add column changed_at timestamptz;
alter table platform.roles add column version integer not null default 1;
comment on column platform.roles.changed_at is 'When an administrator changed it; from then on recipes leave it alone.';

create table platform.role_gives (
    tenant_id uuid not null,
    role text not null,
    gives text not null,
    primary key (tenant_id, role, gives),
    foreign key (tenant_id, role) references platform.roles (tenant_id, key) on delete cascade,
    foreign key (tenant_id, gives) references platform.roles (tenant_id, key) on delete cascade
);
comment on table platform.role_gives is 'Roles that the holders of a role are entrusted with giving to others, although they do not hold all that these allow.';
call platform.protect('platform.role_gives');

create trigger announce_people after insert or delete on platform.user_roles
    for each row execute function platform.announce_people();
create trigger announce_people after insert or update or delete on platform.role_permissions
    for each row execute function platform.announce_people();
