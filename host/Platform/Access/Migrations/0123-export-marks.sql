-- What stays behind when a tenant takes everything with it says so in its comment: "Not exported: <why>".

comment on table platform.idempotency_keys is 'Not exported: answers that are kept for repeated requests.';
comment on table platform.spent_assertions is 'Not exported: it only keeps assertions from being used twice.';
comment on column platform.api_client_secrets.hash is
    'HMAC-SHA-256 of a secret of 256 random bits, keyed with the row''s id. Not exported: it opens an account.';
comment on column platform.one_time_links.hash is 'HMAC-SHA-256 of the secret of the address. Not exported: it opens a link.';
comment on column platform.one_time_links.session_hash is 'HMAC-SHA-256 of the secret of the session. Not exported: it opens a session.';
