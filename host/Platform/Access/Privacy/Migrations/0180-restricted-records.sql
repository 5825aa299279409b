-- Records that are for named people alone. Whoever keeps the records writes this with them, so that every module knows it in the same moment.

create table platform.restricted_records (
    tenant_id uuid   not null default platform.current_tenant(),
    subject   uuid   not null,
    users     uuid[] not null,
    constraint pk_restricted_records primary key (tenant_id, subject)
);
comment on table platform.restricted_records is 'Records that do not exist for anybody but the people who are named';
comment on column platform.restricted_records.subject is 'Id of the record, such as a client';
comment on column platform.restricted_records.users is 'The people; nobody where it is empty';
call platform.protect('platform.restricted_records');
