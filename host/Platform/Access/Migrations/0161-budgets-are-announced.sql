-- What an API client may spend can be changed: every host hears of it as it hears of its scopes.

drop trigger announce_tenant on platform.api_clients;
create trigger announce_tenant after insert or update of approved_scopes, requested_scopes, epoch, revoked_at, expires_at, budget, budget_per_second
    on platform.api_clients
    for each row execute function platform.announce_tenant();
