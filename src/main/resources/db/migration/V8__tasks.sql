-- What is to be done beside handovers: their actions, and the undoing at a target. Handovers without any have no row here.
CREATE TABLE task (
    handover_id text    NOT NULL,
    number      integer NOT NULL,
    client      text    NOT NULL,
    kind        text    NOT NULL,
    -- What fails together, and what must not slow others; NULL as long as it depends on who takes the handover.
    lane        text,
    -- Of the handover: 'outcome', 'accepted', 'assigned'; 'task' for its task. NULL when nothing is awaited (any more).
    awaits      text,
    -- 'waiting', or one of 'done', 'failed' and 'skipped', which it stays.
    state       text    NOT NULL,
    -- JSON: what to do, how far it is, what came of it.
    details     text    NOT NULL,
    attempts    integer NOT NULL,
    refusals    integer NOT NULL,
    -- NULL when it is not to be tried now. Who does it sets it to the end of its lease, so that nobody else does.
    next_at     bigint,
    -- Since when it is to be tried.
    since       bigint,
    ended_at    bigint,
    -- Whether the handover's history tells its end.
    told        integer NOT NULL,
    PRIMARY KEY (handover_id, number)
);

CREATE INDEX task_due ON task (lane, next_at) WHERE next_at IS NOT NULL;
