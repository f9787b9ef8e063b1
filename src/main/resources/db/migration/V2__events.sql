-- 1: the delivery is over and waits for a word of the vendor, until the end of its lease. No process works on it.
ALTER TABLE handover ADD COLUMN awaits integer NOT NULL DEFAULT 0;

CREATE INDEX handover_open_at_target ON handover (target) WHERE is_open = 1;
