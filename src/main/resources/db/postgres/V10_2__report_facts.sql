-- Of handovers from before: what their messages, receipts and events still tell. Of purged ones nothing is left.
-- This database knows no NUL in a text, where JSON does. With \ufffd in its place a document stays one, also after a \.
UPDATE handover SET
    reason = CAST(replace(message, '\u0000', '\ufffd') AS json) -> 'reason' ->> 'code',
    language = CAST(replace(message, '\u0000', '\ufffd') AS json) -> 'conversation' ->> 'language',
    fired = CAST(replace(message, '\u0000', '\ufffd') AS json) -> 'reason' ->> 'trigger',
    first_target = nullif(CAST(replace(receipt, '\u0000', '\ufffd') AS json) ->> 'target', target),
    taken_at = (SELECT min(at) FROM handover_event WHERE handover_id = handover.id
        AND state IN ('accepted', 'queued', 'assigned', 'active', 'completed', 'returned')),
    assigned_at = (SELECT min(at) FROM handover_event WHERE handover_id = handover.id
        AND state IN ('assigned', 'active'))
WHERE message IS NOT NULL AND is_open = 0;

-- Last, because a gateway of the version before waits from here on when it wants to move one.
UPDATE handover SET
    reason = CAST(replace(message, '\u0000', '\ufffd') AS json) -> 'reason' ->> 'code',
    language = CAST(replace(message, '\u0000', '\ufffd') AS json) -> 'conversation' ->> 'language',
    fired = CAST(replace(message, '\u0000', '\ufffd') AS json) -> 'reason' ->> 'trigger',
    first_target = nullif(CAST(replace(receipt, '\u0000', '\ufffd') AS json) ->> 'target', target),
    taken_at = (SELECT min(at) FROM handover_event WHERE handover_id = handover.id
        AND state IN ('accepted', 'queued', 'assigned', 'active', 'completed', 'returned')),
    assigned_at = (SELECT min(at) FROM handover_event WHERE handover_id = handover.id
        AND state IN ('assigned', 'active'))
WHERE message IS NOT NULL AND is_open = 1;
