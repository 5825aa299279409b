-- Which build last gave each tenant what is shipped; in the tenant's own database.

create table platform.defaults_given (
    tenant_id uuid primary key references platform.tenants (id),
    build text not null,
    given_at timestamptz not null
);
comment on column platform.defaults_given.build is 'Digest of the program''s parts: hosts of the same build do not give twice.';
call platform.protect('platform.defaults_given', 'select, insert, update');
