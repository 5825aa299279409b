-- Nothing that is open comes to somebody who has left: see platform.hold_user.
create trigger hold_owner_added before insert on intake.inquiries
    for each row when (new.owner is not null and new.status <> 'resolved') execute function platform.hold_owner();
create trigger hold_owner before update of owner on intake.inquiries
    for each row when (new.owner is not null and new.owner is distinct from old.owner and new.status <> 'resolved') execute function platform.hold_owner();

create trigger hold_owner_added before insert on intake.waitlist
    for each row when (new.owner is not null and new.state in ('waiting', 'offered')) execute function platform.hold_owner();
create trigger hold_owner before update of owner on intake.waitlist
    for each row when (new.owner is not null and new.owner is distinct from old.owner and new.state in ('waiting', 'offered'))
    execute function platform.hold_owner();
