-- An acuity that was decided in a program under 42 CFR Part 2 is for its people; anybody else sees what was decided outside of programs.

alter table intake.inquiries
    add column source_program text,
    add column outside_acuity text check (outside_acuity in ('emergent', 'urgent', 'routine'));
update intake.inquiries i set outside_acuity = coalesce(t.acuity, case when p.program is null then i.acuity end), source_program = p.program
from intake.inquiries same
left join lateral (
    select acuity from intake.triages where inquiry = same.id and not part2 order by triaged_at desc, id desc limit 1) t on true
left join lateral (
    select source_program as program from intake.triages where inquiry = same.id order by triaged_at desc, id desc limit 1) p on true
where i.id = same.id and i.acuity is not null;
comment on column intake.inquiries.source_program is 'The program under 42 CFR Part 2 in which the acuity was decided';
comment on column intake.inquiries.outside_acuity is 'The acuity that was decided outside of programs, for whoever is in none';
