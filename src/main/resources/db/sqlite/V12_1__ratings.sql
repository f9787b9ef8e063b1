-- The ratings from before, as far as they are not purged; the handover counts where its first one is.
INSERT INTO rating (handover_id, about, requested_at, handovers, number, total)
SELECT id, about, requested_at, CASE WHEN min(place) = first THEN 1 ELSE 0 END, count(*), sum(stars)
FROM (
    SELECT h.id, h.requested_at, f.key AS place, json_extract(f.value, '$.about') AS about,
        json_extract(f.value, '$.rating') AS stars, min(f.key) OVER (PARTITION BY h.id) AS first
    FROM handover h, json_each(h.feedback) f
    WHERE h.feedback IS NOT NULL
        AND json_extract(f.value, '$.by') = 'customer' AND json_extract(f.value, '$.rating') IS NOT NULL
) AS given
GROUP BY id, about, requested_at, first;
