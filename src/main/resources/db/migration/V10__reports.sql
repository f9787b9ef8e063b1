-- What reports tell of a handover beside what the other columns say; it outlives message, receipt, outcome and events.
-- From the message, with the language as a BCP 47 tag; fired is the trigger.
ALTER TABLE handover ADD COLUMN reason text;
ALTER TABLE handover ADD COLUMN language text;
ALTER TABLE handover ADD COLUMN fired text;
-- How who ended it said it ended.
ALTER TABLE handover ADD COLUMN disposition text;
-- Where it was to go; NULL while it is there.
ALTER TABLE handover ADD COLUMN first_target text;
-- When a human first had it; NULL for never, and where nobody knows any more.
ALTER TABLE handover ADD COLUMN assigned_at bigint;

-- The ended handovers that are in no report_part yet. Every handover is open, or here, or in exactly one part.
CREATE TABLE report_due (
    handover_id text PRIMARY KEY
) ${keyOnly};

-- What reports tell of some thousand ended handovers, in one piece; never changed. See FactPart.
CREATE TABLE report_part (
    position ${identity},
    -- The first and the last request in it.
    from_at  bigint NOT NULL,
    until_at bigint NOT NULL,
    facts    ${bytes} NOT NULL
);

CREATE INDEX report_part_by_time ON report_part (until_at, from_at);
