-- Some decisions belong to the person whom they concern: a clinician decides on add-ons in their own day.

alter table coordination.decision_requests add column concerned uuid;
comment on column coordination.decision_requests.concerned is 'The person whom it concerns; null when it concerns nobody in particular';
