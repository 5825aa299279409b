alter table coordination.decision_requests add column business_minutes int;
comment on column coordination.decision_requests.business_minutes is
    'Minutes of open time from asking to the answer, by the calendar of its site; null while there is none, and of answers before this column';
