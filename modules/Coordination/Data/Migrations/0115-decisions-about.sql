-- Open requests by what they are about: those about a time that is free again are withdrawn.
create index ix_decision_requests_subject on coordination.decision_requests (tenant_id, subject) where state = 'open';
