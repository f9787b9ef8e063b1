package dev.baton.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.DeliveryScope;
import dev.baton.target.TargetDefinition;
import java.time.Instant;
import java.util.List;

/** A connector with settings of one's own, and a vendor that takes everything. */
final class SettledStage implements AutoCloseable {

    private final ActiveTarget target;
    private final Trial trial;

    SettledStage(Connector connector, ObjectNode settings) {
        target = new ActiveTarget(TargetDefinition.of("example", connector.form(), settings), connector);
        trial = new Trial(target);
    }

    Trial.Result deliver(ObjectNode handover) {
        return trial.run(
                DeliveryScope.trial(
                        target,
                        Stage.HANDOVER_ID,
                        handover,
                        target.definition().settings(),
                        Instant.parse("2026-01-05T09:30:00Z")),
                List.of());
    }

    @Override
    public void close() {
        trial.close();
    }
}
