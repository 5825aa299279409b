-- People of partner organisations sign in as their organisation: what was sent to it is what they see.

alter table platform.users add column organisation_id uuid;
alter table platform.users add foreign key (tenant_id, organisation_id) references platform.organisations (tenant_id, id);
comment on column platform.users.organisation_id is 'The partner organisation for which the person works; null for the tenant''s own people.';
