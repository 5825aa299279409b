-- What the notice on redisclosure said that went with a record, as it went: the tenant may word it anew later.

alter table platform.disclosures
    add column notice_text text check (notice_text <> ''),
    add column notice_case text check (notice_case in ('tpo-consent', 'consent', 'emergency', 'law', 'no-consent')),
    add column notice_policy_version integer,
    add check (notice_sent or (notice_text is null and notice_case is null and notice_policy_version is null));
comment on column platform.disclosures.notice_text is
    'The words of the notice as it went; null where none did, where nobody has written them down, and of rows from before they were kept. In the hash where it stands.';
comment on column platform.disclosures.notice_policy_version is 'The version of the privacy policy whose words these are; 0 for the usual ones.';
