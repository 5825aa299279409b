-- No open plan comes to somebody who has left: see platform.hold_user.
create trigger hold_owner_added before insert on referrals.shared_plans
    for each row when (new.ended_at is null) execute function platform.hold_owner();
create trigger hold_owner before update of owner on referrals.shared_plans
    for each row when (new.owner is distinct from old.owner and new.ended_at is null) execute function platform.hold_owner();
