-- What became of a failed handover after its failure: 'replayed' or 'discarded'; NULL for nothing, and before a failure.
-- By whom, why and when is in the outcome, and so gone with it after the retention time.
ALTER TABLE handover ADD COLUMN settled text;

-- Ids sort by the time of the request. The last one is for the open ones, few however many there were.
CREATE INDEX handover_failed ON handover (client, id) WHERE state = 'failed' AND message IS NOT NULL;
CREATE INDEX handover_failed_of_all ON handover (id) WHERE state = 'failed' AND message IS NOT NULL;
CREATE INDEX handover_dead_letter ON handover (id) WHERE state = 'failed' AND settled IS NULL AND message IS NOT NULL;

-- 'replayed' or 'discarded': an event that changes no state, and is counted for none; NULL for every other.
ALTER TABLE handover_event ADD COLUMN act text;
