-- Searches for what is rare among many: what was refused or withheld, and what programs did.

create index audit_entries_outcome on platform.audit_entries (tenant_id, outcome, at, id) where outcome <> 'done';
create index audit_entries_app on platform.audit_entries (tenant_id, app, at, id) where app is not null;
