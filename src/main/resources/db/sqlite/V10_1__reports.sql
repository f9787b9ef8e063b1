-- Whoever ends a handover, in whatever way, leaves it to the reports.
CREATE TRIGGER handover_ended AFTER UPDATE OF is_open ON handover
WHEN OLD.is_open = 1 AND NEW.is_open = 0
BEGIN
    INSERT INTO report_due (handover_id) VALUES (NEW.id);
END;

INSERT INTO report_due (handover_id) SELECT id FROM handover WHERE is_open = 0;
