-- Nothing that is open comes to somebody who has left: see platform.hold_user.
create trigger hold_owner_added before insert on coordination.work_items
    for each row when (new.owner is not null and new.state = 'open') execute function platform.hold_owner();
create trigger hold_owner before update of owner on coordination.work_items
    for each row when (new.owner is not null and new.owner is distinct from old.owner and new.state = 'open') execute function platform.hold_owner();

create trigger hold_owner_added before insert on coordination.barriers
    for each row when (new.removed_at is null) execute function platform.hold_owner();
create trigger hold_owner before update of owner on coordination.barriers
    for each row when (new.owner is distinct from old.owner and new.removed_at is null) execute function platform.hold_owner();

create function coordination.hold_decider() returns trigger language plpgsql as $$
begin
    perform platform.hold_user(new.decider);
    return new;
end
$$;
create trigger hold_decider_added before insert on coordination.decision_requests
    for each row when (new.decider is not null and new.state = 'open') execute function coordination.hold_decider();
create trigger hold_decider before update of decider on coordination.decision_requests
    for each row when (new.decider is not null and new.decider is distinct from old.decider and new.state = 'open')
    execute function coordination.hold_decider();
