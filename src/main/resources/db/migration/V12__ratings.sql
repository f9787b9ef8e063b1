-- What customers' ratings of handovers come to, for reports; it outlives feedback. Here is what is in no report_part: all that
-- was given before the handover was packed, and what comes after that.
CREATE TABLE rating (
    handover_id  text    NOT NULL,
    -- 'bot' or 'agent'.
    about        text    NOT NULL,
    requested_at bigint  NOT NULL,
    -- 1 where the handover's first rating is among them, so that it is counted once.
    handovers    integer NOT NULL,
    number       integer NOT NULL,
    total        integer NOT NULL,
    PRIMARY KEY (handover_id, about)
) ${keyOnly};

CREATE INDEX rating_by_time ON rating (requested_at);
