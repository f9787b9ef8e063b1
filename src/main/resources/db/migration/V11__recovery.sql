-- What is to be delivered, in the order in which it is taken over, with all that decides whether it is: the index is read
-- from its beginning instead of every handover for each few, and it alone tells how many wait for which target.
CREATE INDEX handover_to_deliver ON handover (requested_at, id, state, target, owner, awaits, lease_until)
    WHERE state IN ('requested', 'delivering', 'retrying');
DROP INDEX handover_leased;
