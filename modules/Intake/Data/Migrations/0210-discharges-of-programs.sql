-- A program under 42 CFR Part 2 ends its own care: that it did is for its people, and what lies elsewhere goes on.

alter table intake.discharges add column team uuid;
comment on column intake.discharges.team is 'A team of the program whose own care ended; null where care outside of programs did';
