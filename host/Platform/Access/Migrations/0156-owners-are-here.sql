-- Whoever is given work is here until it is given: it waits for somebody who is just being let out, and makes letting them out wait. Without this the
-- reactions to a departure could look for what somebody owns while another transaction still gives them something.
create function platform.hold_user(held uuid) returns void language plpgsql as $$
begin
    perform from platform.users where id = held and active for share;
    if not found then
        -- Tried again, the transaction sees who has left and finds somebody else.
        raise exception 'Whoever was to be given this works here no longer.' using errcode = 'serialization_failure';
    end if;
end
$$;

-- For tables with an owner: before a row comes to somebody.
create function platform.hold_owner() returns trigger language plpgsql as $$
begin
    perform platform.hold_user(new.owner);
    return new;
end
$$;
