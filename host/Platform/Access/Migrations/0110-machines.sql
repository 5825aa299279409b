-- Programs that sign in as themselves, and the keys with which this deployment signs their tokens.

create table platform.api_clients (
    id uuid primary key,
    tenant_id uuid not null,
    name text not null check (name <> ''),
    organisation uuid,
    requested_scopes text[] not null,
    approved_scopes text[] not null default '{}',
    approved_at timestamptz,
    approved_by uuid,
    created_at timestamptz not null,
    created_by uuid,
    expires_at timestamptz,
    revoked_at timestamptz,
    revoked_by uuid,
    epoch integer not null default 1,
    token_minutes integer check (token_minutes between 1 and 60),
    budget double precision check (budget > 0),
    budget_per_second double precision check (budget_per_second > 0),
    last_used_at timestamptz,
    version integer not null default 1,
    unique (tenant_id, id),
    foreign key (tenant_id, organisation) references platform.organisations (tenant_id, id),
    constraint a_budget_comes_back check ((budget is null) = (budget_per_second is null)),
    constraint nothing_is_approved_unasked check (approved_scopes <@ requested_scopes)
);
comment on column platform.api_clients.epoch is 'Stands in every token; a token of an earlier epoch is refused.';
comment on column platform.api_clients.last_used_at is 'Real time, written at most once a minute.';
call platform.protect('platform.api_clients', 'select, insert, update');

-- A client and its first secret are entered together, in any order.
create table platform.api_client_secrets (
    id uuid primary key,
    tenant_id uuid not null,
    api_client uuid not null,
    hash bytea not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    foreign key (tenant_id, api_client) references platform.api_clients (tenant_id, id) deferrable initially deferred
);
comment on column platform.api_client_secrets.hash is 'HMAC-SHA-256 of a secret of 256 random bits, keyed with the row''s id.';
create index api_client_secrets_client on platform.api_client_secrets (tenant_id, api_client);
call platform.protect('platform.api_client_secrets');

create table platform.api_client_keys (
    id uuid primary key,
    tenant_id uuid not null,
    api_client uuid not null,
    kid text not null,
    jwk text not null,
    added_at timestamptz not null,
    unique (tenant_id, api_client, kid),
    foreign key (tenant_id, api_client) references platform.api_clients (tenant_id, id) deferrable initially deferred
);
call platform.protect('platform.api_client_keys');

-- Assertions that were used, until they would have expired: none opens twice.
create table platform.spent_assertions (
    tenant_id uuid not null,
    api_client uuid not null,
    jti text not null,
    expires_at timestamptz not null,
    primary key (tenant_id, api_client, jti)
);
call platform.protect('platform.spent_assertions', 'select, insert, delete');

-- Hosts read the tenant anew when they hear of it, and with it what they know of its API clients. Being used is no change.
create trigger announce_tenant after insert or update of approved_scopes, requested_scopes, epoch, revoked_at, expires_at on platform.api_clients
    for each row execute function platform.announce_tenant();

create table platform.signing_keys (
    kid text primary key,
    public_key bytea not null,
    sealed_key bytea not null,
    made_at timestamptz not null,
    signs_from timestamptz not null,
    signs_until timestamptz not null,
    verifies_until timestamptz not null,
    constraint keys_have_a_life check (signs_from < signs_until and signs_until <= verifies_until)
);
comment on table platform.signing_keys is
    'Shared: one deployment signs the tokens of the API clients of all tenants. In the home database only.';
comment on column platform.signing_keys.sealed_key is 'The private key, encrypted with AES-256-GCM by a secret that no database knows.';
grant select, insert, delete on platform.signing_keys to care_app;
