-- What is remembered of a conversation's turns, where a bot posts them. Nothing of what was said.
CREATE TABLE turn_memory (
    client          text    NOT NULL,
    conversation_id text    NOT NULL,
    -- In a row, up to the last turn.
    failed_attempts integer NOT NULL,
    low_confidence  integer NOT NULL,
    negative        integer NOT NULL,
    -- The conversation's newest handover when its last turn came: with another one, counting begins anew.
    handover_id     text,
    -- The last turns, oldest first, with what was answered: JSON.
    answered        text    NOT NULL,
    updated_at      bigint  NOT NULL,
    PRIMARY KEY (client, conversation_id)
);

CREATE INDEX turn_memory_old ON turn_memory (updated_at);
