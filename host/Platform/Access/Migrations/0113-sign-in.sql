-- How a tenant's people sign in, where the tenant has decided that itself.

alter table platform.tenants add column sign_in jsonb check (jsonb_typeof(sign_in) = 'object');
comment on column platform.tenants.sign_in is
    'Authority, lifetimes and factors: {"issuer": "https://id.example.org", "maxTokenMinutes": 60, "mfaRoles": ["admin"]}. Null: as the deployment says.';
create index tenants_issuer on platform.tenants ((sign_in ->> 'issuer')) where sign_in ->> 'issuer' is not null;
grant update (sign_in) on platform.tenants to care_app;
