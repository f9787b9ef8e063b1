-- The targets that are still to be tried when this one does not take the handover, in order, with commas; NULL for none.
ALTER TABLE handover ADD COLUMN fallback text;

DROP INDEX handover_leased;
CREATE INDEX handover_leased ON handover (lease_until) WHERE state IN ('requested', 'delivering', 'retrying');
