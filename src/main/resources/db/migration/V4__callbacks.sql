-- What is still to be told to the clients that named an address with their handover; others have no row here.
CREATE TABLE callback (
    handover_id   text PRIMARY KEY,
    -- Client and origin of the address: what fails together, and what must not slow others.
    lane          text    NOT NULL,
    -- Of the event to be told next, and of the newest one.
    next_sequence integer NOT NULL,
    last_sequence integer NOT NULL,
    -- Of the event to be told next: attempts, and those of them that the client's server refused.
    attempts      integer NOT NULL,
    refusals      integer NOT NULL,
    -- NULL when nothing is to be told. Who sends sets it to the end of its lease, so that nobody else does.
    next_at       bigint,
    waiting_since bigint
);

CREATE INDEX callback_due ON callback (lane, next_at) WHERE next_at IS NOT NULL;
