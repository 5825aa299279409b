-- With which team an appointment lies, and when the acuity was last decided outside of programs: what lies with a program under 42 CFR Part 2 is
-- for its people.

alter table intake.appointments add column team uuid;
update intake.appointments a set team = i.team from intake.inquiries i where i.id = a.inquiry;
comment on column intake.appointments.team is 'The team with which it lies';

alter table intake.inquiries add column outside_triaged_at timestamptz;
update intake.inquiries set outside_triaged_at = coalesce(
    (select max(t.triaged_at) from intake.triages t where t.inquiry = inquiries.id and not t.part2), case when source_program is null then triaged_at end)
where outside_acuity is not null;
comment on column intake.inquiries.outside_triaged_at is 'When the acuity was last decided outside of programs under 42 CFR Part 2';
