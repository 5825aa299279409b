-- Coverage that was told in a program under 42 CFR Part 2 says that the client is its patient.

alter table intake.coverages
    add column source_program text,
    add column part2 boolean not null default false check (part2 = (source_program is not null));
comment on column intake.coverages.part2 is 'Whether the row comes from a program under 42 CFR Part 2';
