-- Whoever has appended holds back every reader until its transaction ends. When its machine is frozen or cut off just then, the server
-- would wait for it for hours; so a transaction that has appended may be idle only for so long, then the server ends it. Effects have
-- a shorter time already. To change it: alter database … set messaging.idle_after_append = '10min'.
create or replace function messaging.announce_append() returns trigger language plpgsql as $$
begin
    if current_setting('messaging.appending', true) is distinct from 'yes' then
        if current_setting('idle_in_transaction_session_timeout') = '0' then
            perform set_config(
                'idle_in_transaction_session_timeout', coalesce(nullif(current_setting('messaging.idle_after_append', true), ''), '5min'), true);
        end if;
        perform pg_advisory_xact_lock_shared((17228::bigint << 48) | messaging.last_position());
        perform set_config('messaging.appending', 'yes', true);
        perform pg_notify('messaging', 'log');
    end if;
    return null;
end $$;
