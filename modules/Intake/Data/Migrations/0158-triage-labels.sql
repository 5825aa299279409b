-- Triage answers say whom they are about and whether they were given in a program under 42 CFR Part 2.

alter table intake.triages
    add column client uuid references intake.clients (id),
    add column source_program text,
    add column part2 boolean not null default false;
update intake.triages t set client = i.client from intake.inquiries i where i.id = t.inquiry;
alter table intake.triages alter column client set not null;
create index on intake.triages (client);
comment on column intake.triages.part2 is 'Whether the row comes from a program under 42 CFR Part 2';
-- The client changes when records are merged; what was answered never does.
grant update (client) on intake.triages to care_app;
