-- What a call carries to the agent's desk, by which the desk finds the handover; NULL for none, and after the retention time.
ALTER TABLE handover ADD COLUMN token text;

CREATE UNIQUE INDEX handover_by_token ON handover (token) WHERE token IS NOT NULL;
