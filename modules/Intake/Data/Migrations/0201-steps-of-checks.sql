-- A denial is traced from its proof to the step of intake that relied on it: the inquiry or the visit for which the payer was asked.
alter table intake.eligibility_checks add column inquiry uuid references intake.inquiries (id), add column appointment uuid references intake.appointments (id);
