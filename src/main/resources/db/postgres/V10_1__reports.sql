-- Whoever ends a handover, in whatever way, leaves it to the reports.
CREATE FUNCTION handover_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO report_due (handover_id) VALUES (NEW.id);
    RETURN NULL;
END
$$;

CREATE TRIGGER handover_ended AFTER UPDATE OF is_open ON handover
FOR EACH ROW WHEN (OLD.is_open = 1 AND NEW.is_open = 0)
EXECUTE FUNCTION handover_ended();

-- The trigger has locked out whoever would end one meanwhile.
INSERT INTO report_due (handover_id) SELECT id FROM handover WHERE is_open = 0;
