-- An item that its owner has put aside until a time: my work shows it again then. Its clock and its ladder go on.

alter table coordination.work_items add column snoozed_until timestamptz;
alter table coordination.work_items add column snooze_reason text;
