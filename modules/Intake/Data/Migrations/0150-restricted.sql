-- Whether a record is for named people only is kept with the rows that are listed often: who may see it is asked for these alone.
alter table intake.clients add column restricted boolean not null default false;
alter table intake.inquiries add column restricted boolean not null default false;
comment on column intake.clients.restricted is 'Whether a sequestration of the record is open; kept by the database';
comment on column intake.inquiries.restricted is 'The same of the inquiry''s client; kept by the database';

create function intake.restrict_record() returns trigger language plpgsql as $$
declare
    of_client uuid;
begin
    foreach of_client in array array_remove(array[new.client, case when tg_op = 'UPDATE' then nullif(old.client, new.client) end], null) loop
        -- Waits for inquiries of this client that are being written, and makes later ones wait.
        perform from intake.clients where id = of_client for update;
        update intake.clients c set restricted = not c.restricted
        where c.id = of_client
          and c.restricted <> exists (select from intake.sequestrations s where s.client = of_client and s.lifted_at is null);
        update intake.inquiries i set restricted = c.restricted
        from intake.clients c
        where c.id = of_client and i.client = of_client and i.restricted <> c.restricted;
    end loop;
    return null;
end
$$;
create trigger restrict_record after insert or update of client, lifted_at on intake.sequestrations
    for each row execute function intake.restrict_record();

create function intake.restrict_inquiry() returns trigger language plpgsql as $$
begin
    select c.restricted into strict new.restricted from intake.clients c where c.id = new.client for key share;
    return new;
end
$$;
create trigger restrict_inquiry before insert or update of client on intake.inquiries
    for each row execute function intake.restrict_inquiry();

update intake.clients set restricted = true
where id in (select client from intake.sequestrations where lifted_at is null);
update intake.inquiries set restricted = true
where client in (select id from intake.clients where restricted);
