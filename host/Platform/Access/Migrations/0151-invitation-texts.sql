-- What invitations say, where an organisation says it in its own words.

create table platform.invitation_texts (
    tenant_id uuid not null,
    language text not null,
    subject text not null check (subject <> ''),
    text text not null check (text like '%{address}%'),
    primary key (tenant_id, language)
);
comment on column platform.invitation_texts.language is 'A BCP 47 tag, such as es.';
call platform.protect('platform.invitation_texts', 'select, insert, update, delete');
