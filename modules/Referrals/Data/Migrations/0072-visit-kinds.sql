-- How a visit was held: measures count some kinds and not others. Of those before, nobody was told.

alter table referrals.measured_visits add column kind text not null default 'unknown'
    check (kind in ('unknown', 'in-person', 'video', 'phone', 'home-visit'));
