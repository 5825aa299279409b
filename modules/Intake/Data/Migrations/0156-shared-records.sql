-- Whom a signed consent names, one row each: a partner organisation finds by it the people who share their record with it.

create table intake.consent_recipients (
    id        uuid primary key,
    tenant_id uuid not null,
    consent   uuid not null references intake.consents (id),
    recipient text not null
);
create index on intake.consent_recipients (consent);
create index on intake.consent_recipients (tenant_id, recipient);
comment on table intake.consent_recipients is 'The recipients that the terms of a consent name, written when it is signed';
comment on column intake.consent_recipients.recipient is 'Wire id of an organisation, or a kind of organisation such as hospital';
insert into intake.consent_recipients (id, tenant_id, consent, recipient)
select gen_random_uuid(), tenant_id, id, recipient
from intake.consents, jsonb_array_elements_text(coalesce(terms -> 'recipients', '[]') || coalesce(terms -> 'recipientClasses', '[]')) recipient
where state <> 'draft';
call platform.protect('intake.consent_recipients', 'select, insert');

create index on intake.inquiries (tenant_id, referring) where status <> 'resolved' and referring is not null;
