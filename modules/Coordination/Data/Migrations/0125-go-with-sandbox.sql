-- A sandbox is emptied by tenant, and of each row that goes it is asked who refers to it: neither may read a table from end to end.

create index on coordination.barriers (tenant_id);
create index on coordination.board_targets (tenant_id);
create index on coordination.capacities (tenant_id);
create index on coordination.care_team_members (tenant_id);
create index on coordination.duty_rosters (tenant_id);
