-- When services are open, in a form that can be searched; the words beside it stay.

alter table referrals.services add column opening jsonb;
comment on column referrals.services.opening is 'Time zone, spans of weekdays and closed days; null where nobody knows';
