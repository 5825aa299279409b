-- What left by hand is often written down later: the day on which it happened stands beside the time at which it was written.

alter table platform.disclosures add column happened_on date;
comment on column platform.disclosures.happened_on is
    'The day on which it left, where that was said; else the day of at. In the hash where it stands.';
