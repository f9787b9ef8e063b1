-- One schema for SQLite and PostgreSQL. Times are epoch milliseconds, truths are 0 or 1, documents are JSON as text.

CREATE TABLE handover (
    id              text PRIMARY KEY,
    client          text    NOT NULL,
    idempotency_key text,
    fingerprint     text    NOT NULL,
    channel         text    NOT NULL,
    conversation_id text    NOT NULL,
    step            text,
    target          text    NOT NULL,
    connector       text    NOT NULL,
    state           text    NOT NULL,
    is_open         integer NOT NULL,
    sequence        integer NOT NULL,
    requested_at    bigint  NOT NULL,
    updated_at      bigint  NOT NULL,
    owner           text    NOT NULL,
    lease_until     bigint,
    -- Both are gone after the retention time.
    message         text,
    receipt         text,
    outcome         text,
    UNIQUE (client, idempotency_key)
);

CREATE UNIQUE INDEX handover_one_open ON handover (client, conversation_id) WHERE is_open = 1;
CREATE INDEX handover_by_conversation ON handover (client, conversation_id, requested_at DESC, id DESC);
CREATE INDEX handover_leased ON handover (lease_until) WHERE state IN ('requested', 'delivering');
CREATE INDEX handover_open ON handover (updated_at) WHERE is_open = 1;
CREATE INDEX handover_to_purge ON handover (updated_at) WHERE is_open = 0 AND message IS NOT NULL;

CREATE TABLE handover_event (
    position    ${identity},
    handover_id text    NOT NULL,
    sequence    integer NOT NULL,
    state       text    NOT NULL,
    at          bigint  NOT NULL,
    data        text    NOT NULL,
    published   integer NOT NULL DEFAULT 0,
    UNIQUE (handover_id, sequence)
);

CREATE INDEX handover_event_unpublished ON handover_event (position) WHERE published = 0;
