-- The simulated payer is asked in X12, which has capital letters only: what was set for a number in small letters was not found again.
delete from intake.eligibility_simulations s
    using intake.eligibility_simulations later
    where later.tenant_id = s.tenant_id and upper(later.member_id) = upper(s.member_id) and later.id > s.id;
update intake.eligibility_simulations set member_id = upper(member_id) where member_id <> upper(member_id);
