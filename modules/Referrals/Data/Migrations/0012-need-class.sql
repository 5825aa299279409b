-- How sensitive a referral's need is stands with the referral: by the tenant's settings, or by the usual ones.

alter table referrals.referrals add column need_class text not null default 'g' check (need_class in ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'));

update referrals.referrals set need_class = 'c' where need in (
    'outpatient-mental-health', 'inpatient-psychiatry', 'crisis-services', 'psychiatric-rehabilitation', 'substance-use-treatment', 'opioid-treatment',
    'withdrawal-management', 'residential-treatment');

update referrals.referrals r set need_class = n ->> 'class'
from referrals.settings s cross join lateral jsonb_array_elements(s.rules -> 'needs') n
where s.tenant_id = r.tenant_id and n ->> 'code' = r.need and r.need_class <> n ->> 'class';

comment on column referrals.referrals.need_class is 'As the settings had it when the referral was written';
