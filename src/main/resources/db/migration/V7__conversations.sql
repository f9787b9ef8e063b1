-- When a target first took it; NULL as long as none has.
ALTER TABLE handover ADD COLUMN taken_at bigint;

-- How many of its events changed no state: what was done beside them is no reason to leave a delivery alone.
ALTER TABLE handover ADD COLUMN acts integer NOT NULL DEFAULT 0;

-- What customers and agents said of it, a JSON array; gone after the retention time.
ALTER TABLE handover ADD COLUMN feedback text;

-- lease_until of a handover that a target has: until when a human owns the conversation; NULL for no timer.
CREATE INDEX handover_due ON handover (lease_until)
    WHERE lease_until IS NOT NULL AND state IN ('accepted', 'queued', 'assigned', 'active');

-- Conversations in which the bot is paused for a time; others have no row here.
CREATE TABLE conversation (
    client          text   NOT NULL,
    conversation_id text   NOT NULL,
    paused_until    bigint NOT NULL,
    PRIMARY KEY (client, conversation_id)
);

CREATE INDEX conversation_paused ON conversation (paused_until);
