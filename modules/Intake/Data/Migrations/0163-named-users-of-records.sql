-- Who alone may see a record is kept with the rows that are listed often, so that a list need not look it up.
drop trigger restrict_record on intake.sequestrations;
drop trigger restrict_inquiry on intake.inquiries;
drop function intake.restrict_record();
drop function intake.restrict_inquiry();
alter table intake.clients drop column restricted, add column named_users uuid[];
alter table intake.inquiries drop column restricted, add column named_users uuid[];
comment on column intake.clients.named_users is 'Who alone may see the record: named by each of its open sequestrations; null when it has none; kept by the database';
comment on column intake.inquiries.named_users is 'The same of the inquiry''s client; kept by the database';

-- Null for a record without an open sequestration; nobody, and not null, where two of them name nobody together.
create function intake.named_users_of(of_client uuid) returns uuid[] language sql stable as $$
    with open as (select s.id from intake.sequestrations s where s.client = of_client and s.lifted_at is null)
    select case when exists (select from open) then array(
        select u."user" from intake.sequestration_users u join open on open.id = u.sequestration
        group by u."user" having count(*) = (select count(*) from open) order by u."user") end
$$;

create function intake.keep_named_users(of_client uuid) returns void language plpgsql as $$
begin
    -- Waits for inquiries of this client that are being written, and makes later ones wait.
    perform from intake.clients where id = of_client for update;
    update intake.clients c set named_users = intake.named_users_of(of_client)
    where c.id = of_client and c.named_users is distinct from intake.named_users_of(of_client);
    update intake.inquiries i set named_users = c.named_users
    from intake.clients c
    where c.id = of_client and i.client = of_client and i.named_users is distinct from c.named_users;
end
$$;

create function intake.sequestration_changed() returns trigger language plpgsql as $$
begin
    perform intake.keep_named_users(new.client);
    if tg_op = 'UPDATE' and old.client <> new.client then
        perform intake.keep_named_users(old.client);
    end if;
    return null;
end
$$;
create trigger keep_named_users after insert or update of client, lifted_at on intake.sequestrations
    for each row execute function intake.sequestration_changed();

create function intake.sequestration_users_added() returns trigger language plpgsql as $$
begin
    perform intake.keep_named_users(concerned.client)
    from (select distinct s.client from added a join intake.sequestrations s on s.id = a.sequestration order by s.client) concerned;
    return null;
end
$$;
create trigger keep_named_users after insert on intake.sequestration_users
    referencing new table as added for each statement execute function intake.sequestration_users_added();

create function intake.take_named_users() returns trigger language plpgsql as $$
begin
    select c.named_users into strict new.named_users from intake.clients c where c.id = new.client for key share;
    return new;
end
$$;
create trigger take_named_users before insert or update of client on intake.inquiries
    for each row execute function intake.take_named_users();

update intake.clients c set named_users = intake.named_users_of(c.id)
where c.id in (select client from intake.sequestrations where lifted_at is null);
update intake.inquiries i set named_users = c.named_users
from intake.clients c where c.id = i.client and c.named_users is not null;
