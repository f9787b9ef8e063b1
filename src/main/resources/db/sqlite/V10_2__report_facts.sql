-- Of handovers from before: what their messages, receipts and events still tell. Of purged ones nothing is left.
UPDATE handover SET
    reason = json_extract(message, '$.reason.code'),
    language = json_extract(message, '$.conversation.language'),
    fired = json_extract(message, '$.reason.trigger'),
    first_target = nullif(json_extract(receipt, '$.target'), target),
    taken_at = (SELECT min(at) FROM handover_event WHERE handover_id = handover.id
        AND state IN ('accepted', 'queued', 'assigned', 'active', 'completed', 'returned')),
    assigned_at = (SELECT min(at) FROM handover_event WHERE handover_id = handover.id
        AND state IN ('assigned', 'active'))
WHERE message IS NOT NULL;
