-- Messages that were handled leave dead rows at the front of the index by which the due ones are found. Among a million that wait,
-- the usual fifth would be reached after two hundred thousand; so vacuum comes after thousands, whatever waits.
alter table messaging.schedule set (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
    autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 5000);
