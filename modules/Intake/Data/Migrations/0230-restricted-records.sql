-- For whom alone a client's record is, every module learns where the platform keeps it, in the same transaction.

create function intake.tell_restricted() returns trigger language plpgsql as $$
begin
    if new.named_users is null then
        delete from platform.restricted_records where subject = new.id;
    else
        insert into platform.restricted_records (tenant_id, subject, users) values (new.tenant_id, new.id, new.named_users)
        on conflict (tenant_id, subject) do update set users = excluded.users;
    end if;
    return null;
end
$$;
create trigger tell_restricted after update of named_users on intake.clients
    for each row when (old.named_users is distinct from new.named_users) execute function intake.tell_restricted();

insert into platform.restricted_records (tenant_id, subject, users)
select tenant_id, id, named_users from intake.clients where named_users is not null;
