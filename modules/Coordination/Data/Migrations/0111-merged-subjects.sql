-- A run that is about a client itself follows the client into a merged record, and back out of it. Two runs that began for two
-- records of one person may then go on beside each other.

alter table coordination.workflows add column first_subject text;
alter table coordination.workflows alter column first_subject type text using coalesce(first_subject, subject);
alter table coordination.workflows alter column first_subject set not null;
comment on column coordination.workflows.first_subject is 'The subject at the start, to which it returns when a merge is taken back';

drop index coordination.ix_workflows_tenant_id_template_key_subject;
create unique index ix_workflows_tenant_id_template_key_subject_first_subject
    on coordination.workflows (tenant_id, template_key, subject, first_subject) where exclusive and state = 'running';
