-- Who has which role for a client, for rules of owners; a module that keeps care teams takes this place.

create table coordination.care_team_members (
    client uuid not null,
    person uuid not null,
    role text not null,
    tenant_id uuid not null default platform.current_tenant(),
    constraint pk_care_team_members primary key (client, person, role)
);

call platform.protect('coordination.care_team_members');
