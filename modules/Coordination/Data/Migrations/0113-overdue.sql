-- That the time of an open item has run out is told once.

alter table coordination.work_items add column overdue_at timestamptz;
comment on column coordination.work_items.overdue_at is 'When it was told that its time has run out; null before, and again after it was given more time';
