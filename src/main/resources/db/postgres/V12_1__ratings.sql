-- The ratings from before, as far as they are not purged; the handover counts where its first one is.
-- This database knows no NUL in a text, where JSON does.
INSERT INTO rating (handover_id, about, requested_at, handovers, number, total)
SELECT id, about, requested_at, CASE WHEN min(place) = first THEN 1 ELSE 0 END, count(*), sum(stars)
FROM (
    SELECT h.id, h.requested_at, f.place, f.entry ->> 'about' AS about,
        CAST(f.entry ->> 'rating' AS integer) AS stars, min(f.place) OVER (PARTITION BY h.id) AS first
    FROM handover h
    CROSS JOIN LATERAL json_array_elements(CAST(replace(h.feedback, '\u0000', '\ufffd') AS json))
        WITH ORDINALITY AS f(entry, place)
    WHERE h.feedback IS NOT NULL
        AND f.entry ->> 'by' = 'customer' AND f.entry ->> 'rating' IS NOT NULL
) AS given
GROUP BY id, about, requested_at, first;
